import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../kernel/access.js';
import { CurrentActor } from '../kernel/current-actor.js';
import { Can, Command, Fails, StepUp } from '../kernel/doors.js';
import { ContactChanges } from './contact-changes.service.js';
import { CodeEntry, CodeSent, ContactPoints, LanguageChoice, NewContact } from './contact.dto.js';
import { Contacts } from './contacts.service.js';

/** "Mina inställningar", Kontaktuppgifter (B9, B11, B12). */
@ApiTags('Mina inställningar')
@Controller('me')
@Can('session:use')
export class ContactsController {
  constructor(
    private readonly contacts: Contacts,
    private readonly changes: ContactChanges,
  ) {}

  @Get('contact-points')
  @ApiOperation({ summary: 'Personens egen e-postadress, mobilnummer och språk, och vad som väntar på en kod' })
  @ApiOkResponse({ type: ContactPoints })
  view(@CurrentActor() actor: Actor): Promise<ContactPoints> {
    return this.contacts.view(actor);
  }

  /** A change of where somebody is reached. */
  @Post('contact-points')
  @Command()
  @StepUp()
  @ApiOperation({ summary: 'Lägg till eller byt e-postadress eller mobilnummer: en kod skickas dit' })
  @ApiCreatedResponse({ type: CodeSent })
  @Fails('contacts/not-an-email', 'contacts/not-a-mobile', 'contacts/foreign-mobile', 'contacts/sms-off')
  @Fails('contacts/already-verified', 'contacts/locked', 'contacts/too-soon', 'contacts/too-many-codes')
  begin(@CurrentActor() actor: Actor, @Body() { kind, value }: NewContact, @Req() { ip }: FastifyRequest): Promise<CodeSent> {
    return this.changes.begin(actor, kind, value, ip);
  }

  @Post('contact-points/:id/code')
  @HttpCode(200)
  @Command()
  @ApiOperation({ summary: 'Skicka en ny kod; den förra slutar gälla' })
  @ApiOkResponse({ type: CodeSent })
  @Fails('portal/not-found', 'portal/bad-request', 'portal/invalid-transition')
  @Fails('contacts/sms-off', 'contacts/locked', 'contacts/too-soon', 'contacts/too-many-codes')
  again(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Req() { ip }: FastifyRequest): Promise<CodeSent> {
    return this.changes.again(actor, id, ip);
  }

  /** Every wrong code counts, also over several sessions; the fifth locks for an hour. */
  @Post('contact-points/:id/verification')
  @HttpCode(204)
  @Command()
  @ApiOperation({ summary: 'Ange koden; är den rätt gäller adressen eller numret från nu' })
  @ApiNoContentResponse()
  @Fails('portal/not-found', 'portal/bad-request')
  @Fails('contacts/wrong-code', 'contacts/locked', 'contacts/code-expired', 'contacts/already-verified')
  verify(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() { code }: CodeEntry): Promise<void> {
    return this.changes.verify(actor, id, code);
  }

  @Put('language')
  @Command()
  @ApiOperation({ summary: 'Välj språk för koder och aviseringar till dig' })
  @ApiOkResponse({ type: LanguageChoice })
  speak(@CurrentActor() actor: Actor, @Body() { language }: LanguageChoice): Promise<LanguageChoice> {
    return this.changes.speak(actor, language);
  }
}
