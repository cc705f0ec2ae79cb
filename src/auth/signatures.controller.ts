import { Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../kernel/access.js';
import { CurrentActor } from '../kernel/current-actor.js';
import { Can, Command, Fails } from '../kernel/doors.js';
import { CheckedSignature, SignatureCheck, SignaturePage, SignatureQuery, SignatureView } from './signature.dto.js';
import { SignatureReading } from './signature-reading.service.js';

@ApiTags('Underskrifter')
@Controller('signatures')
export class SignaturesController {
  constructor(private readonly reading: SignatureReading) {}

  @Get()
  @Can('session:use')
  @ApiOperation({ summary: 'Egna underskrifter, nyast först' })
  @ApiOkResponse({ type: SignaturePage })
  @Fails('portal/invalid')
  page(@CurrentActor() actor: Actor, @Query() query: SignatureQuery): Promise<SignaturePage> {
    return this.reading.mine(actor, query);
  }

  @Get(':id')
  @Can('session:use')
  @ApiOperation({ summary: 'En egen underskrift: vad, när, med vad, och om den håller' })
  @ApiOkResponse({ type: CheckedSignature })
  @Fails('portal/not-found', 'portal/bad-request')
  view(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<CheckedSignature> {
    return this.reading.myOne(actor, id);
  }
}

@ApiTags('Fonden: underskrifter')
@Controller('admin/signatures')
export class AdminSignaturesController {
  constructor(private readonly reading: SignatureReading) {}

  @Get()
  @Can('admin:read')
  @ApiOperation({ summary: 'Underskrifter hos fondens arbetsgivare, nyast först' })
  @ApiOkResponse({ type: SignaturePage })
  @Fails('portal/invalid')
  page(@CurrentActor() actor: Actor, @Query() query: SignatureQuery): Promise<SignaturePage> {
    return this.reading.all(actor, query);
  }

  /** Leaves a trace in the organisation's history each time, so it is a command although it only reads. */
  @Post(':id/viewing')
  @HttpCode(200)
  @Can('admin:read')
  @Command()
  @ApiOperation({ summary: 'Läs en underskrift av någon hos en av fondens arbetsgivare; arbetsgivaren ser att den lästes' })
  @ApiOkResponse({ type: SignatureView })
  @Fails('portal/not-found', 'portal/bad-request')
  view(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<SignatureView> {
    return this.reading.view(actor, id);
  }

  /** Leaves a trace in the organisation's history, so it is a command although it changes no signature. */
  @Post(':id/verification')
  @HttpCode(200)
  @Can('admin:read')
  @Command()
  @ApiOperation({ summary: 'Kontrollera en underskrift på nytt, som den var när den gjordes' })
  @ApiOkResponse({ type: SignatureCheck })
  @Fails('portal/not-found', 'portal/bad-request')
  verify(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<SignatureCheck> {
    return this.reading.verify(actor, id);
  }
}
