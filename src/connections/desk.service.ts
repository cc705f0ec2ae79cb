import { Injectable } from '@nestjs/common';
import { NumberViews, type ShownNumber, shownTarget } from '../auth/index.js';
import { type Actor, can } from '../kernel/access.js';
import { asSystem, Db, readIn, type Tx } from '../kernel/db.js';
import { lifecycleActions } from '../kernel/lifecycle.js';
import { decodeCursor } from '../kernel/page.js';
import { kernelProblem } from '../kernel/problem.js';
import { lock, Transitions } from '../kernel/transitions.js';
import { Notifications } from '../notifications/index.js';
import { Regions } from '../organizations/index.js';
import { unknownRegion } from './applications.service.js';
import { ConnectionHistory } from './connection-history.service.js';
import { ConnectionRequest } from './connection-request.entity.js';
import { connectionRequestLifecycle, type ConnectionStatus, openStatuses } from './connection-request.lifecycle.js';
import { connectionMoved, connectionQuestion, connectionRejected } from './connection-request.mail.js';
import { connectionProblem } from './connection-request.problems.js';
import { DESK_QUEUE, DESK_REQUEST } from './connection-request.queries.js';
import { DecisionNotices } from './decision-notices.service.js';
import type { DeskPage, DeskQuery, DeskView, RejectRequest } from './desk.dto.js';
import { assertImpartial, type Conflict, conflictRefusal } from './desk.policy.js';
import { noticeNotes } from './notice-way.js';

type Row = Omit<DeskView, 'actions' | 'sms' | 'status'> & { status: ConnectionStatus; conflict: Conflict | null };
const DESK_MOVES = ['take', 'transfer', 'ask', 'connect', 'reject'];

/** The region's desk: its queue and what it does with an application but connecting (K2–K4, K7). Other regions' applications do not exist here. */
@Injectable()
export class Desk {
  constructor(
    private readonly db: Db,
    private readonly transitions: Transitions,
    private readonly history: ConnectionHistory,
    private readonly regions: Regions,
    private readonly notifications: Notifications,
    private readonly numberViews: NumberViews,
    private readonly notices: DecisionNotices,
  ) {}

  /** The queue, oldest first: those of one status, or all that wait for somebody. */
  queue(actor: Actor, { status, cursor, limit }: DeskQuery): Promise<DeskPage> {
    const after = decodeCursor(cursor, 'desk');
    return this.db.read<DeskPage>(actor, 'connections:desk', DESK_QUEUE, [status ? [status] : openStatuses, limit, after?.value ?? null]);
  }

  /** One application; 404 when it is another region's. */
  async view(actor: Actor, id: string): Promise<DeskView> {
    return this.shown(actor, await this.db.read<Row | null>(actor, 'connection:desk', DESK_REQUEST, [id]));
  }

  /** The same in a running transaction. */
  async viewIn(tx: Tx, actor: Actor, id: string): Promise<DeskView> {
    return this.shown(actor, await readIn<Row | null>(tx, DESK_REQUEST, [id]));
  }

  /** Takes the application on one's desk (K2). */
  take(actor: Actor, id: string): Promise<DeskView> {
    return this.move(actor, id, 'take', async (row, tx) => {
      row.handlerId = actor.personId;
      await this.history.add(tx, id, 'take', 'under_handlaggning');
    });
  }

  /** Gives it to another region's queue; the applicant is told (K3). It is no longer seen here, so there is nothing to answer with. */
  transfer(actor: Actor, id: string, regionCode: string): Promise<null> {
    return this.transitions.move(connectionRequestLifecycle, ConnectionRequest, actor, id, 'transfer', {
      story: async (row, tx) => {
        await assertImpartial(tx, id);
        const region = await this.regions.find(tx, regionCode);
        if (!region) throw unknownRegion();
        if (region.code === row.regionCode) throw connectionProblem('same-region');
        await this.history.add(tx, id, 'transfer', 'ansokt', region.name);
        await this.tell(
          tx,
          row,
          `connection.transfer:${id}:${row.version}`,
          connectionMoved({ number: row.number, region: region.name, regionPhone: region.phone }),
        );
        Object.assign(row, { regionCode, handlerId: null });
        await asSystem(tx);
      },
      answer: () => Promise.resolve(null),
    });
  }

  /** Asks the applicant (K4). */
  ask(actor: Actor, id: string, question: string): Promise<DeskView> {
    return this.move(actor, id, 'ask', async (row, tx) => {
      Object.assign(row, { askedAt: tx.now, remindedAt: null });
      await this.history.add(tx, id, 'ask', 'mer_information', question);
      await this.tell(tx, row, `connection.ask:${id}:${row.version}`, connectionQuestion({ number: row.number, question }));
    });
  }

  /** Rejects with a reason that the applicant reads, also when it has been told by telephone (K7). */
  reject(actor: Actor, id: string, { reason, notifiedVia }: RejectRequest): Promise<DeskView> {
    return this.move(actor, id, 'reject', async (row, tx) => {
      const region = await this.regions.find(tx, row.regionCode);
      Object.assign(row, { reason, decidedAt: tx.now, notifiedVia });
      await this.history.add(tx, id, 'reject', 'avslagen', `${reason} ${noticeNotes[notifiedVia]}`.trim());
      const letter = connectionRejected({ number: row.number, reason, region: region!.name, regionPhone: region!.phone });
      await this.notices.tell(tx, row, letter);
    });
  }

  /** The applicant's personnummer in clear, for a reason that he or she may read (§10.2). It stands in the application's history that it was shown. */
  reveal(actor: Actor, id: string, reason: string): Promise<ShownNumber> {
    return this.numberViews.reveal(actor, reason, async (tx) => {
      const row = await lock(tx, ConnectionRequest, id);
      if (!row) throw kernelProblem('not-found');
      await assertImpartial(tx, id);
      await this.history.add(tx, id, 'reveal', row.status);
      return { personId: row.personId, organizationId: null };
    });
  }

  private move(
    actor: Actor,
    id: string,
    verb: 'take' | 'ask' | 'reject',
    story: (row: ConnectionRequest, tx: Tx) => Promise<void>,
  ): Promise<DeskView> {
    return this.transitions.move(connectionRequestLifecycle, ConnectionRequest, actor, id, verb, {
      story: async (row, tx) => {
        await assertImpartial(tx, id);
        await story(row, tx);
      },
      answer: (_row, tx) => this.viewIn(tx, actor, id),
    });
  }

  private tell(tx: Tx, row: ConnectionRequest, eventKey: string, mail: { template: string; payload: object }): Promise<void> {
    const { personId, email: to } = row;
    return this.notifications.tell(tx, { eventKey, personId, organizationId: null, type: 'ansokan', to, ...mail });
  }

  private shown(actor: Actor, row: Row | null): DeskView {
    if (!row || !can(actor, 'connections:handle')) throw kernelProblem('not-found');
    const { conflict, ...rest } = row;
    const actions = lifecycleActions(connectionRequestLifecycle, actor, row.status, () => conflictRefusal(conflict));
    return {
      ...rest,
      mobile: shownTarget('mobile', row.mobile),
      sms: this.notifications.sendsSms,
      actions: actions.filter(({ name }) => DESK_MOVES.includes(name)),
    };
  }
}
