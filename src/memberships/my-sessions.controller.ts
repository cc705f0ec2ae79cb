import { Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { clearSessionCookie } from '../auth/index.js';
import { Can, Fails } from '../kernel/doors.js';
import type { Access } from './access.reader.js';
import { CsrfHeader } from './csrf-header.js';
import { CurrentAccess } from './current-actor.js';
import { MySessions, SessionLimits } from './my-sessions.dto.js';
import { MySessionsService } from './my-sessions.service.js';

/** Where one is logged in, and staying or leaving (F7, identity §6.1). */
@ApiTags('Session')
@Can('session:use')
@Controller()
export class MySessionsController {
  constructor(private readonly mine: MySessionsService) {}

  @CsrfHeader()
  @Post('session/activity')
  @HttpCode(200)
  @ApiOperation({ summary: 'Stanna kvar: sessionen räknas som använd just nu' })
  @ApiOkResponse({ type: SessionLimits })
  stay(@CurrentAccess() access: Access): Promise<SessionLimits> {
    return this.mine.stay(access);
  }

  @Get('me/sessions')
  @ApiOperation({ summary: 'Mina pågående inloggningar' })
  @ApiOkResponse({ type: MySessions })
  list(@CurrentAccess() access: Access): Promise<MySessions> {
    return this.mine.list(access);
  }

  @CsrfHeader()
  @Delete('me/sessions')
  @HttpCode(204)
  @ApiOperation({ summary: 'Logga ut överallt, också här' })
  @ApiNoContentResponse()
  async endAll(@CurrentAccess() access: Access, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.mine.endAll(access, { sparing: false });
    clearSessionCookie(reply);
  }

  @CsrfHeader()
  @Delete('me/sessions/others')
  @HttpCode(204)
  @ApiOperation({ summary: 'Logga ut alla andra' })
  @ApiNoContentResponse()
  endOthers(@CurrentAccess() access: Access): Promise<void> {
    return this.mine.endAll(access, { sparing: true });
  }

  @CsrfHeader()
  @Delete('me/sessions/:id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Avsluta en av mina inloggningar' })
  @ApiNoContentResponse()
  @Fails('session/not-found', 'portal/bad-request')
  async end(
    @CurrentAccess() access: Access,
    @Param('id', ParseUUIDPipe) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.mine.end(access, id);
    if (id === access.publicId) clearSessionCookie(reply);
  }
}
