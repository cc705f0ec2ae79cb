import { Controller, Get, Header, Inject, Param, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ENV, type Env } from '../../config/env.js';
import { Can, Fails } from '../kernel/doors.js';
import { ListOf, Text } from '../kernel/fields.js';
import { kernelProblem } from '../kernel/problem.js';
import { layout } from './mail.layout.js';
import { type Letter, mailExamples } from './mail.js';
import { smsTemplates } from './sms.js';

class MailExample {
  @Text({ description: 'E-postmeddelandets mall, och efter en punkt vilket av dess exempel.', max: 100, example: 'insats-beslut' })
  template: string;

  @Text({ description: 'Ämne, med exempeluppgifter.', max: 200, example: 'Beslut om insats 8-2600001' })
  subject: string;

  @Text({ description: 'E-postmeddelandet som ren text, med exempeluppgifter.', max: 20_000 })
  text: string;
}

class SmsExample {
  @Text({ description: 'Sms-mall.', max: 60, example: 'verifieringskod' })
  template: string;

  @Text({ description: 'Texten, med exempeluppgifter.', max: 2000 })
  text: string;
}

class MailExamples {
  @ListOf(() => MailExample, { description: 'Alla e-postmeddelanden som tjänsten kan skicka.', max: 200 })
  rows: MailExample[];

  @ListOf(() => SmsExample, { description: 'Alla sms som tjänsten kan skicka.', max: 200 })
  sms: SmsExample[];
}

/** Every mail of the product with made-up contents, to be read and judged. */
@ApiTags('Fonden: drift')
@Controller('admin/mails')
export class MailsController {
  constructor(@Inject(ENV) private readonly env: Env) {}

  @Get()
  @Can('operations:read')
  @ApiOperation({ summary: 'Tjänstens alla e-postmeddelanden, med exempeluppgifter' })
  @ApiOkResponse({ type: MailExamples })
  list(): MailExamples {
    const rows = [...mailExamples()].map(([template, letter]) => ({ template, ...this.written(letter) }));
    const { hostname } = new URL(this.env.PUBLIC_ORIGIN);
    const sms = [...smsTemplates.values()].map(({ name, write, example }) => ({ template: name, text: write(example, hostname) }));
    return { rows: rows.map(({ template, subject, text }) => ({ template, subject, text })), sms };
  }

  @Get(':template')
  @Can('operations:read')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'")
  @Header('x-frame-options', 'SAMEORIGIN')
  @ApiOperation({ summary: 'Ett e-postmeddelande så som mottagaren ser det, med exempeluppgifter' })
  @ApiParam({ name: 'template', schema: { type: 'string', minLength: 1, maxLength: 100 } })
  @ApiProduces('text/html')
  @ApiOkResponse({ content: { 'text/html': { schema: { type: 'string' } } } })
  @Fails('portal/not-found')
  show(@Param('template') name: string, @Res({ passthrough: true }) reply: FastifyReply): string {
    const letter = mailExamples().get(name);
    if (!letter) throw kernelProblem('not-found');
    // A sandboxed page has no origin of its own that could be kept apart.
    void reply.removeHeader('origin-agent-cluster');
    return this.written(letter).html;
  }

  private written(letter: Letter) {
    const [show, stop] = [`${this.env.PUBLIC_ORIGIN}/brev/exempel`, `${this.env.PUBLIC_ORIGIN}/brev/avsluta/exempel`];
    return layout(letter, this.env.PUBLIC_ORIGIN, letter.isSummary ? { show, stop } : { show });
  }
}
