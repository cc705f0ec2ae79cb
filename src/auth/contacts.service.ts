import { Inject, Injectable } from '@nestjs/common';
import { ENV, type Env } from '../../config/env.js';
import type { Actor, DbScope } from '../kernel/access.js';
import { Db, readIn, type Tx } from '../kernel/db.js';
import { Problem } from '../kernel/problem.js';
import { Notifications } from '../notifications/index.js';
import { contactKey, type ContactKind, readTarget, shownTarget } from './contact-address.js';
import type { ContactPoints, PendingContact } from './contact.dto.js';
import type { ContactStatus } from './contact.lifecycle.js';
import type { Language } from './contact.mail.js';
import { CONTACT_POINTS, VERIFIED } from './contact.queries.js';
import { sealedColumn } from './sealed-columns.js';
import { Vault } from './vault.js';

/** Where a person is reached, as far as it is verified, and in which language. */
export interface Reachable {
  email: string | null;
  /** E.164. */
  mobile: string | null;
  language: Language;
}

interface SealedPoint {
  kind: ContactKind;
  keyId: string;
  sealed: string;
  /** Hexadecimal. */
  lookup: string;
}
interface PointRow extends SealedPoint, Pick<PendingContact, 'delivery' | 'expiresIn' | 'resendIn' | 'triesLeft'> {
  id: string;
  status: ContactStatus;
  verifiedAt: string | null;
  lockedFor: number | null;
}

/** How persons are reached in their own name: e-mail and mobile, which lie encrypted. Changing them is ContactChanges' business. */
@Injectable()
export class Contacts {
  constructor(
    private readonly db: Db,
    private readonly vault: Vault,
    private readonly notifications: Notifications,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /**
   * Where a person is reached; for mails that concern the person and no organisation. Read in the running transaction or on its own; about
   * somebody else than who asks only in the system's scope.
   */
  async verifiedOf(from: Tx | Actor | DbScope, personId: string): Promise<Reachable> {
    const row = await (isTx(from)
      ? readIn<Rows | null>(from, VERIFIED, [personId])
      : this.db.read<Rows | null>(from, 'contacts-verified', VERIFIED, [personId]));
    const points = row?.points ?? [];
    const one = (kind: ContactKind) => points.find((point) => point.kind === kind);
    const [email, mobile] = [one('email'), one('mobile')];
    return {
      email: email ? this.open(personId, email) : null,
      mobile: mobile ? this.open(personId, mobile) : null,
      language: row?.language ?? 'sv',
    };
  }

  /** The page "Kontaktuppgifter" for the person who asks. */
  async view(actor: Actor): Promise<ContactPoints> {
    const { points, language } = await this.db.read<{ points: PointRow[]; language: Language }>(actor, 'contact-points', CONTACT_POINTS, [
      actor.personId,
    ]);
    const shown = (point: PointRow) => shownTarget(point.kind, this.open(actor.personId, point));
    const verified = (kind: ContactKind) => {
      const point = points.find((one) => one.kind === kind && one.status === 'verifierad');
      return point ? { value: shown(point), verifiedAt: point.verifiedAt! } : null;
    };
    const pending = points
      .filter(({ status }) => status !== 'verifierad')
      .map((point): PendingContact => {
        const { id, kind, delivery, expiresIn, resendIn, triesLeft } = point;
        return {
          id,
          kind,
          value: shown(point),
          delivery,
          expiresIn,
          resendIn,
          triesLeft,
          lockedFor: point.status === 'last' ? point.lockedFor : null,
        };
      });
    return {
      email: verified('email'),
      mobile: verified('mobile'),
      pending,
      language,
      sms: this.notifications.sendsSms,
      countries: [...this.env.SMS_COUNTRIES],
    };
  }

  /** What an address or a number would be found by among verified ones; nothing for what can't be verified. */
  lookupsOf(kind: ContactKind, written: string): Buffer[] {
    try {
      return this.vault.lookups(readTarget(kind, written, this.env.SMS_COUNTRIES).key);
    } catch (error) {
      if (error instanceof Problem) return [];
      throw error;
    }
  }

  private open(personId: string, { keyId, sealed, lookup }: SealedPoint): string {
    return this.vault.open({ keyId, bytes: Buffer.from(sealed, 'base64') }, contactPlace(personId, Buffer.from(lookup, 'hex')));
  }
}

interface Rows {
  points: SealedPoint[];
  language: Language;
}

const isTx = (from: Tx | Actor | DbScope): from is Tx => 'em' in from;

/** The columns of a verified `contact_point`, for those who lay demo and test persons; throws when the address or number is not one. */
export function sealContact(
  env: Env,
  personId: string,
  kind: ContactKind,
  written: string,
): { kind: ContactKind; valueEnc: Buffer; keyId: string; lookup: Buffer } {
  const vault = new Vault(env);
  const { value, key } = readTarget(kind, written, env.SMS_COUNTRIES);
  const lookup = vault.lookup(key);
  const { keyId, bytes } = vault.seal(value, contactPlace(personId, lookup));
  return { kind, valueEnc: bytes, keyId, lookup };
}

/** A sealed address opens only in the row of its person and look-up value. */
export const contactPlace = (personId: string, lookup: Buffer): string => `contact_point:${personId}:${lookup.toString('hex')}`;

sealedColumn({
  table: 'contact_point',
  primaryKey: ['id', 'person_id'],
  bytes: 'value_enc',
  keyId: 'key_id',
  lookup: 'lookup',
  lookupText: contactKey,
  place: ({ person_id: personId, lookup }) => contactPlace(String(personId), lookup as Buffer),
});
