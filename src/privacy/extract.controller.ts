import { Controller, Get, Header, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../kernel/access.js';
import { CurrentActor } from '../kernel/current-actor.js';
import { Can, Fails } from '../kernel/doors.js';
import { RegisterExtract } from './extract.dto.js';
import { extractPdf } from './extract.pdf.js';
import { Extracts } from './extract.service.js';

const file = (ending: string): string => `attachment; filename="registerutdrag.${ending}"`;

/** What is stored about oneself, whatever one is logged in as: it is always only about the person. */
@ApiTags('Personuppgifter')
@Controller('me')
export class ExtractController {
  constructor(private readonly extracts: Extracts) {}

  @Can('session:use')
  @Get('register-extract')
  @Header('content-disposition', file('json'))
  @ApiOperation({ summary: 'Registerutdrag: allt som finns lagrat om den som är inloggad (Art. 15)' })
  @ApiOkResponse({ type: RegisterExtract })
  @Fails('portal/too-many-requests')
  json(@CurrentActor() actor: Actor): Promise<RegisterExtract> {
    return this.extracts.of(actor, 'json');
  }

  @Can('session:use')
  @Get('register-extract.pdf')
  @ApiOperation({ summary: 'Samma registerutdrag att läsa och skriva ut' })
  @ApiProduces('application/pdf')
  @ApiOkResponse({ content: { 'application/pdf': { schema: { type: 'string', format: 'binary' } } } })
  @Fails('portal/too-many-requests')
  async pdf(@CurrentActor() actor: Actor): Promise<StreamableFile> {
    const pdf = await extractPdf(await this.extracts.of(actor, 'pdf'));
    return new StreamableFile(pdf, { type: 'application/pdf', disposition: file('pdf') });
  }
}
