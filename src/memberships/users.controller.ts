import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../kernel/access.js';
import { Can, Command, Fails, IfMatchHeader, StepUp } from '../kernel/doors.js';
import { IfMatch } from '../kernel/precondition.js';
import { CurrentActor } from './current-actor.js';
import { Permissions } from './permissions.service.js';
import { Departure, Substitution, UserContact, UserPermissions } from './user-edit.dto.js';
import { UserPages } from './user-pages.service.js';
import { UserFilter, UserPage, UserView } from './users.dto.js';
import { Users } from './users.service.js';

/** "Administrera användare" (A19–A24): the organisation's members, what they may do, and since when. */
@ApiTags('Användare')
@Can('users:manage')
@Controller('users')
export class UsersController {
  constructor(
    private readonly pages: UserPages,
    private readonly users: Users,
    private readonly permissions: Permissions,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Organisationens användare, med fritextsök, status och sortering (A19)' })
  @ApiOkResponse({ type: UserPage })
  @Fails('portal/invalid')
  list(@CurrentActor() actor: Actor, @Query() filter: UserFilter): Promise<UserPage> {
    return this.pages.list(actor, filter);
  }

  @Get(':id')
  @ApiOperation({ summary: 'En användare med behörigheter och historik (A24)' })
  @ApiOkResponse({ type: UserView })
  @Fails('portal/not-found', 'portal/bad-request')
  view(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<UserView> {
    return this.pages.view(actor, id);
  }

  @Put(':id')
  @Command()
  @StepUp()
  @IfMatchHeader()
  @ApiOperation({ summary: 'Ändra e-post, telefonnummer och titel; den gamla adressen får ett e-postmeddelande' })
  @ApiOkResponse({ type: UserView })
  @Fails('portal/not-found', 'portal/bad-request', 'portal/too-many-requests')
  @Fails('users/not-yours', 'users/others-role', 'users/others-address', 'users/ended', 'users/moved-too-often')
  edit(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() contact: UserContact,
  ): Promise<UserView> {
    return this.users.edit(actor, id, version, contact);
  }

  @Put(':id/permissions')
  @Command()
  @StepUp()
  @IfMatchHeader()
  @ApiOperation({ summary: 'Ändra behörigheter och deras dagar; det som inte nämns upphör genast (A20, A21)' })
  @ApiOkResponse({ type: UserView })
  @Fails('portal/not-found', 'portal/bad-request', 'portal/too-many-requests')
  @Fails('users/ended', 'users/invalid-permissions', 'users/last-administrator')
  @Fails('users/not-yours-to-give')
  change(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() wanted: UserPermissions,
  ): Promise<UserView> {
    return this.permissions.change(actor, id, version, wanted);
  }

  @Post(':id/substitution')
  @HttpCode(200)
  @Command()
  @StepUp()
  @IfMatchHeader()
  @ApiOperation({ summary: 'Gör användaren till vikarie: en kollegas behörigheter under några dagar (F15)' })
  @ApiOkResponse({ type: UserView })
  @Fails('portal/not-found', 'portal/bad-request', 'portal/too-many-requests')
  @Fails('users/ended', 'users/invalid-substitute')
  substitute(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() wanted: Substitution,
  ): Promise<UserView> {
    return this.permissions.substitute(actor, id, version, wanted);
  }

  @Delete(':id/substitution')
  @Command()
  @IfMatchHeader()
  @ApiOperation({ summary: 'Avsluta vikariatet nu' })
  @ApiOkResponse({ type: UserView })
  @Fails('portal/not-found', 'portal/bad-request', 'portal/too-many-requests')
  @Fails('users/ended')
  endSubstitution(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @IfMatch() version: number): Promise<UserView> {
    return this.permissions.endSubstitution(actor, id, version);
  }

  @Post(':id/suspension')
  @HttpCode(200)
  @Command()
  @IfMatchHeader()
  @ApiOperation({ summary: 'Stäng av användaren tills vidare (§8.6)' })
  @ApiOkResponse({ type: UserView })
  @Fails('portal/not-found', 'portal/bad-request', 'portal/too-many-requests')
  @Fails('portal/invalid-transition', 'users/not-yours', 'users/last-administrator')
  @Fails('users/others-role')
  suspend(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @IfMatch() version: number): Promise<UserView> {
    return this.users.suspend(actor, id, version);
  }

  @Delete(':id/suspension')
  @Command()
  @StepUp()
  @IfMatchHeader()
  @ApiOperation({ summary: 'Släpp in igen (§8.6)' })
  @ApiOkResponse({ type: UserView })
  @Fails('portal/not-found', 'portal/bad-request', 'portal/too-many-requests')
  @Fails('portal/invalid-transition', 'users/not-yours', 'users/not-yours-to-resume')
  @Fails('users/others-role')
  resume(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @IfMatch() version: number): Promise<UserView> {
    return this.users.resume(actor, id, version);
  }

  @Post(':id/end')
  @HttpCode(200)
  @Command()
  @StepUp()
  @IfMatchHeader()
  @ApiOperation({ summary: 'Avsluta användaren för gott; pågående arbete lämnas över, ärenden och historik finns kvar (§8.6)' })
  @ApiOkResponse({ type: UserView })
  @Fails('portal/not-found', 'portal/bad-request', 'portal/too-many-requests')
  @Fails('portal/invalid-transition', 'users/not-yours', 'users/last-administrator')
  @Fails('users/others-role', 'users/open-work', 'insatser/receiver-not-member', 'insatser/receiver-self')
  end(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() departure: Departure,
  ): Promise<UserView> {
    return this.users.end(actor, id, version, departure);
  }
}
