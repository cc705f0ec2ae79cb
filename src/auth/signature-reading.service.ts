import { Injectable } from '@nestjs/common';
import { type Actor, scopeOf } from '../kernel/access.js';
import { now } from '../kernel/clock.js';
import { Db, readIn, type Tx } from '../kernel/db.js';
import { EventLog } from '../kernel/events.js';
import { decodeCursor } from '../kernel/page.js';
import { kernelProblem } from '../kernel/problem.js';
import type { CheckedSignature, SignatureCheck, SignaturePage, SignatureQuery, SignatureView } from './signature.dto.js';
import { SIGNATURE, SIGNATURES } from './signature.queries.js';
import { SignatureBook } from './signature-book.service.js';

const HOLDS = 'Underskriften håller. Den är oförändrad, gjord av personen och gäller precis den här texten.';
/** The row is not what was written. */
const CHANGED: ReadonlySet<string> = new Set(['record', 'document']);

/** Signatures as people look at them: one's own, and for the fund's staff those of its employers. */
@Injectable()
export class SignatureReading {
  constructor(
    private readonly db: Db,
    private readonly book: SignatureBook,
    private readonly events: EventLog,
  ) {}

  /** A page of one's own signatures, newest first. */
  mine(actor: Actor, query: SignatureQuery): Promise<SignaturePage> {
    return this.page(actor, actor.personId, query);
  }

  /** A page of those of the organisations that the staff's side is about. */
  all(actor: Actor, query: SignatureQuery): Promise<SignaturePage> {
    return this.page(actor, null, query);
  }

  /** One's own signature, verified as it is shown; 404 for another's. */
  async myOne(actor: Actor, id: string): Promise<CheckedSignature> {
    return Object.assign(await this.one(actor, id), { check: await this.check(actor, id) });
  }

  /**
   * A signature in full, for staff; 404 when there is none of an organisation that their side is about. The organisation sees each time
   * somebody looked.
   */
  view(actor: Actor, id: string): Promise<SignatureView> {
    return this.db.anew(actor, async (tx) => {
      const organizationId = await this.concerned(tx, id);
      await this.events.append(tx, { organizationId, verb: 'signature.view', subjectType: 'signature', subjectId: id });
      return readIn<SignatureView>(tx, SIGNATURE, [id, null]);
    });
  }

  /** Verifies such a signature. The organisation it concerns sees who looked, and what came of it. */
  verify(actor: Actor, id: string): Promise<SignatureCheck> {
    return this.db.tx(actor, async (tx) => {
      const organizationId = await this.concerned(tx, id);
      const check = await this.check(actor, id);
      const facts = { holds: check.holds, ...(check.failure ? { failure: check.failure } : {}) };
      await this.events.append(tx, { organizationId, verb: 'signature.verify', subjectType: 'signature', subjectId: id, facts });
      return check;
    });
  }

  /** The organisation that a signature concerns; 404 for one of a person alone, also one's own: that is read elsewhere. */
  private async concerned(tx: Tx, id: string): Promise<string> {
    const [row] = await tx.em.query<{ organizationId: string | null }[]>(
      'select organization_id as "organizationId" from signature where id = $1 and staff_answer_for(organization_id)',
      [id],
    );
    if (!row?.organizationId) throw kernelProblem('not-found');
    return row.organizationId;
  }

  private page(actor: Actor, personId: string | null, { cursor, limit }: SignatureQuery): Promise<SignaturePage> {
    const after = decodeCursor(cursor, 'newest')?.id ?? null;
    return this.db.read(actor, 'signatures', SIGNATURES, [personId, limit, after]);
  }

  private async one(actor: Actor, id: string): Promise<SignatureView> {
    const view = await this.db.read<SignatureView | null>(actor, 'signature', SIGNATURE, [id, actor.personId]);
    if (!view) throw kernelProblem('not-found');
    return view;
  }

  private async check(actor: Actor, id: string): Promise<SignatureCheck> {
    const verdict = await this.book.verify(scopeOf(actor), id);
    if (!verdict) throw kernelProblem('not-found');
    const failure = verdict.ok ? null : verdict.failure;
    return { holds: verdict.ok, failure, message: told(failure), checkedAt: now().toISOString() };
  }
}

function told(failure: string | null): string {
  if (failure === null) return HOLDS;
  return CHANGED.has(failure)
    ? 'Underskriften håller inte: det som är sparat har ändrats sedan underskriften gjordes. Kontakta supporten.'
    : 'Underskriften håller inte: beviset från e-legitimationen går inte att godta. Kontakta supporten.';
}
