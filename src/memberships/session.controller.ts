import { Body, Controller, Delete, Get, HttpCode, Inject, Logger, Put, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ENV, type Env } from '../../config/env.js';
import { clearSessionCookie, SESSION_COOKIE, type SessionContext, Sessions, setSessionCookie } from '../auth/index.js';
import { Db } from '../kernel/db.js';
import { Can, Fails, Public } from '../kernel/doors.js';
import { kernelProblem } from '../kernel/problem.js';
import { Inboxes } from '../notifications/index.js';
import { type Access, AccessReader } from './access.reader.js';
import { Contexts, organizationView, roleView } from './contexts.service.js';
import { CsrfHeader } from './csrf-header.js';
import { CurrentAccess } from './current-actor.js';
import { MyOrganizations, ContextChoice, SessionView } from './session.dto.js';

/** Who is logged in and on whose behalf. */
@ApiTags('Session')
@Controller()
export class SessionController {
  private readonly log = new Logger('security');

  constructor(
    private readonly reader: AccessReader,
    private readonly contexts: Contexts,
    private readonly sessions: Sessions,
    private readonly inboxes: Inboxes,
    private readonly db: Db,
    @Inject(ENV) private readonly env: Env,
  ) {}

  private get simulator(): boolean {
    return this.env.BANKID_ENV === 'simulator' || this.env.FREJA_ENV === 'simulator';
  }

  /** Asking who one is is no activity: a page may ask, to warn in time, without making the session live longer. */
  @Public()
  @Get('session')
  @ApiOperation({ summary: 'Vem som är inloggad, för vem och med vilka rättigheter; besvaras även utan inloggning' })
  @ApiOkResponse({ type: SessionView })
  async session(@Req() request: FastifyRequest): Promise<SessionView> {
    const access = await this.reader.peek(request);
    return access ? this.view(access) : { authenticated: false, simulator: this.simulator };
  }

  /** Logs out: the session is ended in the database, not only forgotten by the browser. */
  @Can('session:use')
  @CsrfHeader()
  @Delete('session')
  @HttpCode(204)
  @ApiOperation({ summary: 'Logga ut' })
  @ApiNoContentResponse()
  async logOut(@CurrentAccess() access: Access, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.db.tx({ kind: 'system' }, (tx) => this.sessions.end(tx, access.sessionId));
    clearSessionCookie(reply);
    this.log.log({ msg: 'utloggad', session: access.publicId });
  }

  @Can('session:use')
  @Get('me/organizations')
  @ApiOperation({ summary: 'Organisationerna som personen kan representera (A12–A15)' })
  @ApiOkResponse({ type: MyOrganizations })
  choices(@CurrentAccess() access: Access): Promise<MyOrganizations> {
    return this.contexts.choices(access.actor);
  }

  /** Chooses whom to act for; the session gets a new id and a new token. */
  @Can('session:use')
  @CsrfHeader()
  @Fails('portal/invalid', 'context/not-yours', 'context/private')
  @Put('context')
  @ApiOperation({ summary: 'Välj vem sessionen representerar; sessionen får nytt id (A12)' })
  @ApiOkResponse({ type: SessionView })
  async choose(
    @CurrentAccess() access: Access,
    @Body() wanted: ContextChoice,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    const secrets = await this.contexts.choose(access, contextOf(wanted));
    setSessionCookie(reply, secrets.id);
    request.cookies[SESSION_COOKIE] = secrets.id;
    return this.session(request);
  }

  private async view({
    actor,
    csrfToken,
    organization,
    title,
    modules,
    authenticatedAt,
    idleExpiresAt,
    expiresAt,
    now,
  }: Access): Promise<SessionView> {
    return {
      authenticated: true,
      csrfToken,
      person: { id: actor.personId, name: actor.name },
      context: {
        kind: actor.context,
        organization: organization && organizationView(organization),
        title,
        modules: [...modules],
        roles: actor.roles.map(roleView),
        permissions: [...actor.permissions],
      },
      choices: await this.contexts.count(actor),
      unread: await this.inboxes.unread(actor),
      authenticatedAt,
      idleExpiresAt,
      expiresAt,
      now,
      simulator: this.simulator,
    };
  }
}

function contextOf({ kind, organizationId }: ContextChoice): SessionContext {
  if (kind === 'staff') return { kind };
  if (organizationId) return { kind, organizationId };
  throw kernelProblem('invalid', { errors: [{ path: 'organizationId', code: 'required', message: 'Välj en organisation.' }] });
}
