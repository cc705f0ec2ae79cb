import { Injectable } from '@nestjs/common';
import { Contacts } from '../auth/index.js';
import type { Actor } from '../kernel/access.js';
import { Db, readIn, type Tx } from '../kernel/db.js';
import { lifecycleActions } from '../kernel/lifecycle.js';
import { nextCaseNumber, SERIES } from '../kernel/numbers.js';
import { assertVersion } from '../kernel/precondition.js';
import { kernelProblem } from '../kernel/problem.js';
import { Transitions } from '../kernel/transitions.js';
import { Notifications } from '../notifications/index.js';
import { orgNumberField, orgNumberText, Regions } from '../organizations/index.js';
import { ConnectionHistory } from './connection-history.service.js';
import type { ApplyForConnection, ConnectionRequestList, ConnectionRequestView } from './connection-request.dto.js';
import { ConnectionRequest } from './connection-request.entity.js';
import { connectionRequestLifecycle, type ConnectionStatus, openStatuses } from './connection-request.lifecycle.js';
import { connectionReceived } from './connection-request.mail.js';
import { connectionProblem } from './connection-request.problems.js';
import { OWN_REQUEST, OWN_REQUESTS } from './connection-request.queries.js';

type Row = Omit<ConnectionRequestView, 'actions' | 'status'> & { status: ConnectionStatus };

/** How many of a person's applications may wait at once (K1). */
const MOST_OPEN = 5;
const APPLICANT_MOVES = ['answer', 'withdraw'];

/** A person's applications to be connected to companies: made, answered and withdrawn (K1, K5, K8). One answer whether a company exists or not. */
@Injectable()
export class Applications {
  constructor(
    private readonly db: Db,
    private readonly transitions: Transitions,
    private readonly history: ConnectionHistory,
    private readonly contacts: Contacts,
    private readonly regions: Regions,
    private readonly notifications: Notifications,
  ) {}

  /** The person's own, newest first. */
  async list(actor: Actor): Promise<ConnectionRequestList> {
    const rows = await this.db.read<Row[]>(actor, 'connections:own', OWN_REQUESTS, [actor.personId]);
    return { rows: rows.map((row) => view(actor, row)) };
  }

  /** Applies (K1). 409 without a verified e-mail and mobile, for a number one already waits for, and when five wait. */
  apply(actor: Actor, { regionCode, orgNumber: written, wantedRoles, message }: ApplyForConnection): Promise<ConnectionRequestView> {
    const orgNumber = orgNumberField(written);
    return this.db.tx(actor, async (tx) => {
      await tx.em.query(`select pg_advisory_xact_lock(hashtextextended('connection:' || $1, 0))`, [actor.personId]);
      const { email, mobile } = await this.contacts.verifiedOf(tx, actor.personId);
      if (!email || !mobile) throw connectionProblem('contact-not-verified');
      const region = await this.regions.find(tx, regionCode);
      if (!region) throw unknownRegion();
      await this.assertRoom(tx, actor.personId, orgNumber);
      const number = await nextCaseNumber(tx, SERIES.connection);
      const [{ id }] = await tx.em.query<[{ id: string }]>(
        `insert into connection_request (number, sort_no, person_id, region_code, org_number, email, mobile, wanted_roles, message, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, now()) returning id`,
        [number.text, number.sortNo, actor.personId, regionCode, orgNumber, email, mobile, wantedRoles, message],
      );
      await this.history.add(tx, id, 'apply', 'ansokt');
      await this.notifications.tell(tx, {
        eventKey: `connection.apply:${id}`,
        personId: actor.personId,
        organizationId: null,
        type: 'kvittens',
        to: email,
        ...connectionReceived({ number: number.text, region: region.name, regionPhone: region.phone, orgNumber: orgNumberText(orgNumber) }),
      });
      return this.viewIn(tx, actor, id);
    });
  }

  /** Answers the region's question (K5). */
  answer(actor: Actor, id: string, version: number, answer: string): Promise<ConnectionRequestView> {
    return this.transitions.move(connectionRequestLifecycle, ConnectionRequest, actor, id, 'answer', {
      sees: (row) => row.personId === actor.personId,
      story: async (row, tx) => {
        assertVersion(row, version);
        await this.history.add(tx, id, 'answer', 'under_handlaggning', answer);
      },
      answer: (_row, tx) => this.viewIn(tx, actor, id),
    });
  }

  /** Takes the application back (K8). */
  withdraw(actor: Actor, id: string): Promise<ConnectionRequestView> {
    return this.transitions.move(connectionRequestLifecycle, ConnectionRequest, actor, id, 'withdraw', {
      sees: (row) => row.personId === actor.personId,
      story: (_row, tx) => this.history.add(tx, id, 'withdraw', 'atertagen'),
      answer: (_row, tx) => this.viewIn(tx, actor, id),
    });
  }

  private async assertRoom(tx: Tx, personId: string, orgNumber: string): Promise<void> {
    const open = await tx.em.query<{ org_number: string }[]>(
      'select org_number from connection_request where person_id = $1 and status = any($2)',
      [personId, openStatuses],
    );
    if (open.some((row) => row.org_number === orgNumber)) throw connectionProblem('already-open');
    if (open.length >= MOST_OPEN) throw connectionProblem('too-many-open');
  }

  private async viewIn(tx: Tx, actor: Actor, id: string): Promise<ConnectionRequestView> {
    const row = await readIn<Row | null>(tx, OWN_REQUEST, [actor.personId, id]);
    if (!row) throw kernelProblem('not-found');
    return view(actor, row);
  }
}

const view = (actor: Actor, row: Row): ConnectionRequestView => ({
  ...row,
  actions: lifecycleActions(connectionRequestLifecycle, actor, row.status).filter(({ name }) => APPLICANT_MOVES.includes(name)),
});

/** The 422 of a region that does not exist. */
export const unknownRegion = () =>
  connectionProblem('unknown-region', {
    errors: [{ path: 'regionCode', code: 'unknown-region', message: connectionProblem.title('unknown-region') }],
  });
