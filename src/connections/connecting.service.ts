import { Injectable } from '@nestjs/common';
import type { Actor, CompanyRole } from '../kernel/access.js';
import type { Tx } from '../kernel/db.js';
import { EventLog } from '../kernel/events.js';
import { Transitions } from '../kernel/transitions.js';
import { administratorRoles, Joining, Memberships, type Reached } from '../memberships/index.js';
import { Notifications } from '../notifications/index.js';
import { Companies, type CompanyFacts } from '../organizations/index.js';
import { ConnectionHistory } from './connection-history.service.js';
import { ConnectionRequest } from './connection-request.entity.js';
import { connectionRequestLifecycle } from './connection-request.lifecycle.js';
import { colleagueConnected, connectionDone } from './connection-request.mail.js';
import { connectionProblem } from './connection-request.problems.js';
import { DecisionNotices } from './decision-notices.service.js';
import type { ConnectPerson, DeskView, Qualification } from './desk.dto.js';
import { assertImpartial } from './desk.policy.js';
import { Desk } from './desk.service.js';
import { noticeNotes } from './notice-way.js';

/** The region connects a person with a company (K6): the company found or made, the person a member with roles, everybody told. */
@Injectable()
export class Connecting {
  constructor(
    private readonly transitions: Transitions,
    private readonly events: EventLog,
    private readonly history: ConnectionHistory,
    private readonly companies: Companies,
    private readonly joining: Joining,
    private readonly memberships: Memberships,
    private readonly notifications: Notifications,
    private readonly notices: DecisionNotices,
    private readonly desk: Desk,
  ) {}

  /**
   * Connects. The first member gets Företagsadministratör, a Handledare is qualified. Errors: 403 for a conflict of interest; 409
   * `connections/company-unknown`, `company-closed`, `not-a-company`, `agreement-missing`, `already-member`, `sms-off`; 422
   * `administrator-needed`, `qualification-needed`, `departments-off`.
   */
  connect(actor: Actor, id: string, wish: ConnectPerson): Promise<DeskView> {
    return this.transitions.move(connectionRequestLifecycle, ConnectionRequest, actor, id, 'connect', {
      story: async (row, tx) => {
        // Two first connections to a new company: the second waits here and finds the first one's company, and oneself in it.
        await tx.em.query(`select pg_advisory_xact_lock(hashtextextended('company:' || $1, 0))`, [row.orgNumber]);
        await assertImpartial(tx, id);
        if (wish.roles.includes('avdelningsadministrator')) throw refused('departments-off');
        const company = await this.company(tx, row.orgNumber, wish.agreementChecked);
        const { personId, email } = row;
        // Before the company is written to; one that is new is nobody else's to know.
        if (company.organizationId) await this.joining.hold(tx, { organizationId: company.organizationId, personId, email });
        const organizationId = await this.companies.admit(tx, row.orgNumber, company, row.regionCode);
        const administrators = await this.memberships.holders(tx, organizationId, ['foretagsadministrator']);
        if (administrators.length === 0 && !wish.roles.includes('foretagsadministrator')) throw refused('administrator-needed');
        const told = await this.memberships.holders(tx, organizationId, administratorRoles);
        if (wish.roles.includes('handledare')) await this.qualify(tx, actor, row.personId, wish.qualification);
        await this.join(tx, actor, row, organizationId, wish);
        if (wish.qualification) await this.noteQualification(tx, organizationId, row.personId, wish.qualification);
        Object.assign(row, { organizationId, decidedAt: tx.now, notifiedVia: wish.notifiedVia });
        await this.history.add(tx, id, 'connect', 'kopplad', noticeNotes[wish.notifiedVia]);
        await this.tellColleagues(tx, row, company.name, told);
        await this.notices.tell(tx, row, connectionDone({ number: row.number, company: company.name }));
      },
      facts: (row) => ({ number: row.number, personId: row.personId, roles: wish.roles, notifiedVia: wish.notifiedVia }),
      answer: (_row, tx) => this.desk.viewIn(tx, actor, id),
    });
  }

  private async company(tx: Tx, orgNumber: string, agreementChecked: boolean): Promise<CompanyFacts> {
    const company = await this.companies.find(tx, orgNumber);
    if (!company) throw connectionProblem('company-unknown');
    if (company.barred) throw connectionProblem(company.barred === 'closed' ? 'company-closed' : 'not-a-company');
    if (!company.hasCollectiveAgreement && !agreementChecked) throw connectionProblem('agreement-missing');
    return { ...company, hasCollectiveAgreement: true };
  }

  private async qualify(tx: Tx, actor: Actor, personId: string, shown: Qualification | undefined): Promise<void> {
    if (shown)
      await tx.em.query(
        `insert into supervisor_qualification (person_id, kind, occupation, certificate_no, valid_through, verified_by) values ($1, $2, $3, $4, $5, $6)`,
        [personId, shown.kind, shown.occupation, shown.certificateNo, shown.validThrough, actor.personId],
      );
    if (!(await this.joining.maySupervise(tx, personId))) throw refused('qualification-needed', 'qualification');
  }

  private noteQualification(tx: Tx, organizationId: string, personId: string, { kind }: Qualification): Promise<void> {
    return this.events.append(tx, {
      organizationId,
      verb: 'supervisor.qualify',
      subjectType: 'person',
      subjectId: personId,
      facts: { kind },
    });
  }

  private async join(tx: Tx, actor: Actor, row: ConnectionRequest, organizationId: string, { roles, title }: ConnectPerson): Promise<void> {
    const joined = await this.joining.join(tx, {
      personId: row.personId,
      organizationId,
      title,
      email: row.email,
      phone: row.mobile,
      roles: roles.map((role: CompanyRole) => ({ role, validTo: null })),
      grantedBy: actor.personId,
    });
    if (!joined) throw connectionProblem('already-member');
  }

  private async tellColleagues(
    tx: Tx,
    { id, organizationId, number }: ConnectionRequest,
    company: string,
    administrators: readonly Reached[],
  ): Promise<void> {
    for (const { personId, email } of administrators)
      await this.notifications.tell(tx, {
        eventKey: `connection.colleague:${id}`,
        personId,
        organizationId,
        type: 'behorigheter',
        to: email,
        ...colleagueConnected({ number, company }),
      });
  }
}

function refused(code: 'administrator-needed' | 'qualification-needed' | 'departments-off', path = 'roles') {
  return connectionProblem(code, { errors: [{ path, code, message: connectionProblem.title(code) }] });
}
