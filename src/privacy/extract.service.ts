import { Injectable, Logger } from '@nestjs/common';
import { operator } from '../../config/operator.js';
import { Persons, RateLimit, Vault } from '../auth/index.js';
import type { Actor } from '../kernel/access.js';
import { sha256 } from '../kernel/canonical.js';
import { Db, readIn, type Tx } from '../kernel/db.js';
import { type ExtractSection, extractSections } from '../kernel/extract.js';
import { instant } from '../kernel/sql.js';
import type { ExtractPart, ExtractPerson, RegisterExtract } from './extract.dto.js';

/** Of each form. */
const PER_HOUR = 6;

const PERSON = `select json_build_object('name', display_name, 'givenName', given_name, 'surname', surname,
  'protectedIdentity', protected_identity, 'knownSince', ${instant('created_at')}) from person where id = $1`;

const ABOUT: readonly string[] = [
  'Uppgifterna kommer från din e-legitimation, från organisationer som har lagt upp dig som användare och från det du själv gör i tjänsten.',
  'Mottagare är de organisationer du hör till, fondens handläggare och de leverantörer som driver tjänsten åt fonden. Inget överförs till land utanför EU och EES, och inga beslut om dig fattas automatiskt.',
  'Du kan begära att fel rättas, att uppgifter raderas eller att användningen begränsas, och invända mot den. Uppgifter som behövs för bokföring och beslut måste sparas. Är du missnöjd kan du klaga hos Integritetsskyddsmyndigheten, imy.se.',
  'Uppgifter om andra personer ingår inte.',
];

/** The register extract: everything that the modules have registered about a person, for that person only (GDPR Art. 15, F80). */
@Injectable()
export class Extracts {
  private readonly log = new Logger('personuppgifter');
  private readonly limit = new RateLimit(PER_HOUR, 3_600_000);

  constructor(
    private readonly db: Db,
    private readonly persons: Persons,
    private readonly vault: Vault,
  ) {}

  /** All there is about whoever asks; noted in the log. 429 after six an hour of the same form. */
  async of(actor: Actor, form: 'json' | 'pdf'): Promise<RegisterExtract> {
    this.limit.take(`${form}:${actor.personId}`);
    const extract = await this.db.tx({ kind: 'subject', personId: actor.personId }, (tx) => this.read(tx, actor.personId));
    this.log.log({ msg: 'registerutdrag', form, context: actor.context, person: sha256(actor.personId).slice(0, 12) });
    return extract;
  }

  private async read(tx: Tx, personId: string): Promise<RegisterExtract> {
    const person = await readIn<Omit<ExtractPerson, 'identifiers'>>(tx, PERSON, [personId]);
    const identifiers = await this.persons.identifiersOf(tx, personId);
    const sections: ExtractPart[] = [];
    for (const section of extractSections.values()) sections.push(await this.part(tx, section, personId));
    const { name, orgNumber, address, supportEmail: email } = operator;
    return {
      madeAt: tx.now.toISOString(),
      operator: { name, orgNumber, address, email },
      person: { ...person, identifiers },
      about: [...ABOUT],
      sections,
    };
  }

  private async part(tx: Tx, { query, sealed, ...words }: ExtractSection, personId: string): Promise<ExtractPart> {
    const rows = await readIn<Row[]>(tx, `select coalesce(json_agg(row_to_json(r)), '[]') from (${query}) r`, [personId]);
    return { ...words, rows: sealed ? rows.map((row) => ({ ...row, [sealed]: this.open(row[sealed]) })) : rows };
  }

  private open(stored: unknown): string {
    const { keyId, bytes, place } = stored as { keyId: string; bytes: string; place: string };
    return this.vault.open({ keyId, bytes: Buffer.from(bytes, 'hex') }, place);
  }
}

type Row = ExtractPart['rows'][number];
