import { Injectable } from '@nestjs/common';
import { type Actor, roleLabels } from '../kernel/access.js';
import { stockholmDate } from '../kernel/clock.js';
import { Db, readIn, type Tx } from '../kernel/db.js';
import { Administrators, covers, mandateOf, placeFault, type Rights, timeFault } from '../memberships/index.js';
import type { InvitedRole } from './invitation.dto.js';
import type { BatchSent, FilePreview, FileRow, RowFault } from './invitation-batch.dto.js';
import { readInvitationFile, type ReadRow } from './invitation-file.js';
import { isYours } from './invitation.policy.js';
import { invitationProblem } from './invitation.problems.js';
import { takenAddresses } from './invitation.queries.js';
import { DAILY, DAILY_TO_ONE, InvitationSending, ADDRESS_TAKEN, NUMBER_TAKEN } from './invitation-sending.service.js';
import { digitsOf, InvitedNumbers } from './invited-numbers.service.js';

/** Many invitations out of one file: first shown row by row, then sent, all that are right or none (F12). */
@Injectable()
export class InvitationBatch {
  constructor(
    private readonly db: Db,
    private readonly sending: InvitationSending,
    private readonly administrators: Administrators,
    private readonly numbers: InvitedNumbers,
  ) {}

  /** What the file would send. Nothing is stored. */
  preview({ idempotency: _unused, ...actor }: Actor, csv: string): Promise<FilePreview> {
    return this.db.tx(actor, async (tx) => {
      const rows = await this.examine(tx, actor, csv);
      const good = rows.filter(({ faults }) => faults.length === 0).length;
      return { rows: rows.map(shown), good, leftToday: Math.min(DAILY, await this.sending.leftToday(tx, actor.organizationId!)) };
    });
  }

  /** Sends every row without faults; none at all (429) when they are more than may be sent today, 422 when there is none. */
  send(actor: Actor, csv: string): Promise<BatchSent> {
    return this.db.tx(actor, async (tx) => {
      const left = await this.sending.leftToday(tx, actor.organizationId!);
      const rows = await this.examine(tx, actor, csv);
      const good = rows.filter(({ faults }) => faults.length === 0);
      const skipped = rows.filter(({ faults }) => faults.length > 0).map(shown);
      if (good.length === 0) throw invitationProblem('nobody-to-invite');
      if (good.length > left)
        throw invitationProblem('too-many-today', {
          detail: `Filen har ${good.length} rader att skicka, och ${left} går att skicka i dag.`,
        });
      await this.sending.closeOverdue(
        tx,
        actor.organizationId!,
        good.map(({ form }) => form.email),
      );
      for (const { form } of good) await this.sending.send(tx, actor, form);
      return { sent: good.length, skipped: skipped.length, rows: skipped };
    });
  }

  /** The rows with what is wrong with them, also seen beside each other and beside those who are users or invited already. */
  private async examine(tx: Tx, actor: Actor, csv: string): Promise<ReadRow[]> {
    const rows = readInvitationFile(csv, stockholmDate(tx.now));
    const address = ({ form }: ReadRow) => form.email.toLowerCase();
    const values = [actor.organizationId, rows.map(address)];
    const taken = await readIn<{ members: string[]; invited: string[]; often: string[] }>(tx, takenAddresses(DAILY_TO_ONE), values);
    const rights = await this.administrators.rightsNow(tx, actor);
    const ungiven = new Map(rows.map((row) => [row, roleFaults(rights, row.form.roles)]));
    // Whoever may not give the roles is told nothing of whose the number is.
    const written = rows.filter((row) => ungiven.get(row)!.length === 0).map(({ form }) => form.personalNumber);
    this.numbers.count(actor, written);
    const users = await this.numbers.members(tx, actor.organizationId!, written);
    // Addresses and numbers.
    const seen = new Set<string>();
    for (const row of rows) {
      const say = (message: string, column = 'E-post') => void row.faults.push({ column, message });
      const { personalNumber } = row.form;
      const digits = digitsOf(personalNumber);
      if (taken.members.includes(address(row))) say(digits ? ADDRESS_TAKEN : 'Personen är redan användare i organisationen.');
      else if (taken.invited.includes(address(row))) say('Det finns redan en inbjudan till adressen.');
      else if (taken.often.includes(address(row))) say(invitationProblem.title('too-many-to-one'));
      else if (seen.has(address(row))) say('Adressen finns på flera rader.');
      seen.add(address(row));
      if (digits && users.has(personalNumber!)) say(NUMBER_TAKEN, 'Personnummer');
      else if (digits && seen.has(digits)) say('Personnumret finns på flera rader.', 'Personnummer');
      if (digits) seen.add(digits);
      row.faults.push(...ungiven.get(row)!);
    }
    return rows;
  }
}

const shown = ({ line, form, faults }: ReadRow): FileRow => ({
  line,
  email: clip(form.email),
  name: clip(form.name),
  roles: form.roles.map(({ role, validTo }) => ({ role, validTo, label: roleLabels[role], department: null })),
  faults: faults.slice(0, 30),
});

/** What in the row isn't one's own to give, not for so long, or can't be given without a department: a file names none. */
function roleFaults(rights: Rights, roles: readonly InvitedRole[]): RowFault[] {
  const say = (message: string): RowFault => ({ column: 'Behörigheter', message });
  const mandate = mandateOf(rights);
  if (roles.length === 0) return isYours(rights, roles) ? [] : [say('Ange en behörighet.')];
  return roles.flatMap(({ role, validTo }) => {
    if (!mandate.anywhere.has(role) && !mandate.within.has(role)) return say(`Du får inte ge behörigheten ${roleLabels[role]}.`);
    const placed = { role, departmentId: null };
    const late = timeFault(rights, placed, validTo);
    if (covers(mandate, placed) && placeFault(placed, []) === null) return late ? { column: 'Gäller till', message: late.message } : [];
    return say(`${roleLabels[role]} ges i en avdelning, och en fil kan inte ange vilken. Bjud in personen för sig.`);
  });
}

const clip = (text: string): string => [...text.toWellFormed()].slice(0, 400).join('');
