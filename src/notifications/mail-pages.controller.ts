import { Controller, Get, Header, HttpCode, HttpStatus, Param, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../kernel/doors.js';
import { MailPages, type Shown } from './mail-pages.service.js';

const CLOSED = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";

/** The two pages that a mail's own links lead to, for people without log-in and for their mail programs. No part of the API. */
@Controller('brev')
@ApiExcludeController()
export class MailPagesController {
  constructor(private readonly pages: MailPages) {}

  /** "Visa i webbläsare" (A30). Changes nothing and accepts nothing. */
  @Public()
  @Get(':token')
  @Header('content-security-policy', `sandbox; ${CLOSED}`)
  async show(@Param('token') token: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    // A sandboxed page has no origin of its own that could be kept apart.
    void reply.removeHeader('origin-agent-cluster');
    return give(reply, await this.pages.show(token));
  }

  /** Asks before it stops anything: mail scanners open links. */
  @Public()
  @Get('avsluta/:token')
  @Header('content-security-policy', `${CLOSED}; form-action 'self'`)
  ask(@Param('token') token: string, @Res({ passthrough: true }) reply: FastifyReply): string {
    return give(reply, this.pages.ask(token));
  }

  /** The one press (RFC 8058): stops the daily summary and nothing else. */
  @Public()
  @Post('avsluta/:token')
  @HttpCode(HttpStatus.OK)
  @Header('content-security-policy', CLOSED)
  async stop(@Param('token') token: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return give(reply, await this.pages.stop(token));
  }
}

function give(reply: FastifyReply, { status, html }: Shown): string {
  void reply
    .status(status)
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('x-robots-tag', 'noindex, nofollow')
    .header('referrer-policy', 'no-referrer');
  return html;
}
