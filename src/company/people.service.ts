import { Injectable } from '@nestjs/common';
import { Contacts, NumberViews, Persons, RateLimit, type ShownNumber, writtenNumber } from '../auth/index.js';
import { type Actor, roleLabels } from '../kernel/access.js';
import { stockholmDate } from '../kernel/clock.js';
import { asSystem, Db, readIn, type Tx } from '../kernel/db.js';
import { EventLog } from '../kernel/events.js';
import { kernelProblem } from '../kernel/problem.js';
import { stockholmDay, TODAY } from '../kernel/sql.js';
import { Administrators, covers, Joining, mandateOf, MemberNumbers, Memberships, timeFault } from '../memberships/index.js';
import { deliveryOf, Notifications } from '../notifications/index.js';
import { peopleProblem } from './company.problems.js';
import type { AddedPerson, CompanyPerson, NewPerson } from './people.dto.js';
import { personAdded } from './people.mail.js';

/** Persons that a company may add directly in a day, as many as it may invite. */
const DAILY = 50;
/** Attempts of one administrator in an hour, those that were refused too: nobody tries numbers out. */
const ATTEMPTS_PER_HOUR = 100;

const ADDED_TODAY = `select count(*)::int from event where organization_id = $1 and verb = 'membership.join' and facts ->> 'how' = 'added'
  and ${stockholmDay('at')} = ${TODAY}::text`;
const PERSON = `select json_build_object('id', m.id, 'email', m.email, 'phone', m.phone, 'roleDescription', m.role_description,
  'hasCome', m.stated_name is null, 'proved', m.email_verified_at is not null,
  'letter', ${deliveryOf(`'membership.added:' || m.id`, 'm.email')}) from membership m where m.id = $1 and m.organization_id = $2`;

/** A building company's people by their personnummer: added, looked at, and the number shown for a reason (000, B9; domain §5.3). */
@Injectable()
export class People {
  private readonly attempts = new RateLimit(ATTEMPTS_PER_HOUR, 3_600_000);

  constructor(
    private readonly db: Db,
    private readonly persons: Persons,
    private readonly contacts: Contacts,
    private readonly numberViews: NumberViews,
    private readonly numbers: MemberNumbers,
    private readonly memberships: Memberships,
    private readonly administrators: Administrators,
    private readonly joining: Joining,
    private readonly events: EventLog,
    private readonly notifications: Notifications,
  ) {}

  /**
   * Makes a person a user of the company at once, with roles; the answer is the same whether he or she was known before. Errors: 409
   * `people/already-member`, 403 `role-not-yours`, `only-for-a-time`, 422 `invalid-personal-number`, `qualification-needed`, 429 `too-many-today`.
   */
  add(actor: Actor, form: NewPerson): Promise<AddedPerson> {
    this.attempts.take(actor.personId);
    const organizationId = actor.organizationId!;
    return this.db.tx(actor, async (tx) => {
      const digits = writtenNumber(form.personalNumber, stockholmDate(tx.now));
      if (!digits) throw faulty('invalid-personal-number', 'personalNumber', 'Skriv personnumret som ÅÅÅÅMMDD-NNNN.');
      await this.assertRoomToday(tx, organizationId);
      const rights = await this.administrators.rightsNow(tx, actor);
      const mandate = mandateOf(rights);
      const placed = form.roles.map((role) => ({ role, departmentId: null }));
      if (!placed.every((one) => covers(mandate, one))) throw peopleProblem('role-not-yours');
      // What is given here has no end.
      if (placed.some((one) => timeFault(rights, one, null))) throw peopleProblem('only-for-a-time');
      // Whoever has the number may belong to anybody; from here on nothing more is up to the actor.
      await asSystem(tx);
      // Before anybody is made: a refusal that is rolled back would take longer for a number that nobody has.
      if (form.roles.includes('handledare') && !(await this.joining.maySuperviseBy(tx, this.persons.lookupsOf(digits))))
        throw faulty('qualification-needed');
      const personId = await this.persons.findOrAdd(tx, digits, form.name);
      const id = await this.join(tx, actor, personId, form);
      if (!id) throw peopleProblem('already-member');
      await this.tell(tx, actor, id, personId, form);
      return { id, name: form.name };
    });
  }

  /** One of the company's people, with an address that is verified by a code or by the link of the invitation here (V3); 404 for anybody else's. */
  async view(actor: Actor, id: string): Promise<CompanyPerson> {
    type Row = Omit<CompanyPerson, 'personalNumber' | 'emailVerified' | 'mobileVerified'> & {
      email: string;
      phone: string | null;
      proved: boolean;
    };
    const row = await this.db.read<Row | null>(actor, 'company-person', PERSON, [id, actor.organizationId]);
    if (!row) throw kernelProblem('not-found');
    const { email, phone, proved, ...person } = row;
    const [masked, verified] = [await this.numbers.masked(actor, [id]), await this.numbers.verified(actor, id, email, phone)];
    return { ...person, personalNumber: masked.get(id) ?? null, emailVerified: proved || verified.email, mobileVerified: verified.phone };
  }

  /** The whole number, once, for a reason that the person may read; in the company's audit trail without number or reason. */
  reveal(actor: Actor, id: string, reason: string): Promise<ShownNumber> {
    const organizationId = actor.organizationId!;
    return this.numberViews.reveal(actor, reason, async (tx) => {
      const member = await this.memberships.byId(tx, organizationId, id);
      if (!member) throw kernelProblem('not-found');
      await this.events.append(tx, { organizationId, verb: 'membership.reveal', subjectType: 'membership', subjectId: id });
      return { personId: member.personId, organizationId };
    });
  }

  private async assertRoomToday(tx: Tx, organizationId: string): Promise<void> {
    await tx.em.query(`select pg_advisory_xact_lock(hashtextextended('people:' || $1, 0))`, [organizationId]);
    if ((await readIn<number>(tx, ADDED_TODAY, [organizationId])) >= DAILY) throw peopleProblem('too-many-today');
  }

  private join(tx: Tx, actor: Actor, personId: string, form: NewPerson): Promise<string | null> {
    const { name, email, mobile: phone, title, roleDescription } = form;
    const roles = form.roles.map((role) => ({ role, departmentId: null, validTo: null }));
    const organizationId = actor.organizationId!;
    return this.joining.join(tx, {
      personId,
      organizationId,
      title,
      email,
      phone,
      roles,
      grantedBy: actor.personId,
      added: { name, roleDescription },
    });
  }

  /** At the address that was given, and at the person's own: who is added under a false address gets to know it too. */
  private async tell(tx: Tx, actor: Actor, id: string, personId: string, { email, roles }: NewPerson): Promise<void> {
    const letter = personAdded({ company: actor.organizationName!, roles: roles.map((role) => roleLabels[role]) });
    const { email: own } = await this.contacts.verifiedOf(tx, personId);
    const eventKey = `membership.added:${id}`;
    await this.notifications.send(tx, { eventKey, to: email, organizationId: actor.organizationId, personId, ...letter });
    if (own && own.toLowerCase() !== email.toLowerCase())
      await this.notifications.send(tx, { eventKey, to: own, organizationId: null, personId, ...letter });
  }
}

function faulty(code: 'invalid-personal-number' | 'qualification-needed', path = 'roles', message = peopleProblem.title(code)) {
  return peopleProblem(code, { errors: [{ path, code, message }] });
}
