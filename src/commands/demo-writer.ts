import { canonicalJson, sha256 } from '../kernel/canonical.js';
import type { Tx } from '../kernel/db.js';
import { type DemoInsats, offert } from './demo-cases.js';
import { persons } from './demo-data.js';

/** Whole kronor as öre. */
export const ore = (kronor: number): number => Math.round(kronor * 100);

/** Writes the demo's rows with their ledger entries, so that the books agree. Remembers ids by the demo's own keys. */
export class DemoWriter {
  private readonly ids = new Map<string, string>();

  constructor(private readonly tx: Tx) {}

  /** The id of something written before. */
  id(key: string): string {
    const found = this.ids.get(key);
    if (!found) throw new Error(`demodata: ${key} saknas`);
    return found;
  }

  /** Remembers the id of something that another hand has written. */
  remember(key: string, id: string): void {
    this.ids.set(key, id);
  }

  /** Inserts one row, remembers its id under the key if there is one, and gives it. */
  async insert(table: string, row: Record<string, unknown>, key?: string): Promise<string> {
    const columns = Object.keys(row);
    const places = columns.map((_column, n) => `$${n + 1}`);
    const rows = await this.tx.em.query<{ id?: string }[]>(
      `insert into ${table} (${columns.join(', ')}) values (${places.join(', ')}) returning *`,
      Object.values(row),
    );
    const id = rows[0]?.id ?? '';
    if (key) this.ids.set(key, id);
    return id;
  }

  /** Books one entry of the ledger and moves the counters with it. */
  async book(
    of: string,
    period: string,
    kind: string,
    cause: string,
    move: { allotted?: number; outstanding?: number; settled?: number },
    insatsId: string | null = null,
  ): Promise<void> {
    const allotment = this.id(`${of} ${period}`);
    const [allotted, outstanding, settled] = [move.allotted ?? 0, move.outstanding ?? 0, move.settled ?? 0];
    await this.tx.em.query(
      'update allotment set allotted_ore = allotted_ore + $2, outstanding_ore = outstanding_ore + $3, settled_ore = settled_ore + $4 where id = $1',
      [allotment, allotted, outstanding, settled],
    );
    await this.insert('ledger_entry', {
      allotment_id: allotment,
      organization_id: this.id(of),
      insats_id: insatsId,
      kind,
      cause,
      delta_allotted_ore: allotted,
      delta_outstanding_ore: outstanding,
      delta_settled_ore: settled,
    });
  }

  /** An insats with its decision, offert, requisition and ledger entries. */
  async registerInsats(demo: DemoInsats): Promise<void> {
    const { number, of, period, createdOn, status, name, granted = 0, requisitioned = 0 } = demo;
    const [grantedOre, settledOre, offerOre] = [ore(granted), ore(requisitioned), demo.offert ? ore(offert.net + offert.vat) : 0];
    const final = status === 'avslutad';
    const person = this.id(demo.by);
    const by = persons.find((p) => p.key === demo.by)!;
    const displayName = `${by.givenName} ${by.surname}`;
    const sortNo = Number(number.slice(2, 4)) * 1_000_000 + Number(number.slice(4));
    const budget = granted ? [{ description: 'Utbildning', netOre: grantedOre, vatOre: 0 }] : [];
    const at = `${createdOn}T08:30:00Z`;
    const insatsId = await this.insert('insats', {
      organization_id: this.id(of),
      period_id: this.id(period),
      number,
      sort_no: sortNo,
      status,
      name,
      background: number === '8-2403267' ? 'Behovet är stort' : 'Bakgrunden',
      purpose: 'Syftet med insatsen',
      responsible_person_id: person,
      contact_person_id: person,
      contact_name: displayName,
      consultation_done: true,
      consultation_on: createdOn,
      start_on: createdOn,
      end_on: `${Number(createdOn.slice(0, 4)) + 1}-06-30`,
      professions: ['Undersköterska'],
      participant_count: 50,
      supplier_mode: demo.offert && !granted ? 'fund' : 'self',
      quality_control_wanted: false,
      budget: JSON.stringify(budget),
      applied_ore: grantedOre,
      granted_ore: grantedOre,
      released_ore: final ? grantedOre - settledOre : 0,
      settled_requisitions_ore: settledOre,
      active_offers_ore: offerOre,
      requisition_count: settledOre ? 1 : 0,
      created_on: createdOn,
      created_at: at,
      created_by: person,
      submitted_by: person,
      submitted_at: at,
      received_hash: sha256(canonicalJson({ number, name })),
      decided_at: status === 'registreras' ? null : at,
      updated_at: at,
      search_text: `${number} ${number.replace('-', '')} ${name} ${displayName}`.toLowerCase(),
    });
    if (status !== 'registreras')
      await this.insert('decision', {
        organization_id: this.id(of),
        subject_type: 'insats',
        subject_id: insatsId,
        outcome: status === 'ej_godkand' ? 'ej_godkand' : 'godkand',
        granted_ore: grantedOre,
        motivation: demo.motivation ?? '',
        decided_by: this.id('beslut'),
        decided_at: at,
      });
    if (grantedOre) await this.book(of, period, 'grant', `insats.approve:${insatsId}`, { outstanding: grantedOre }, insatsId);
    if (demo.offert) await this.makeOffer(demo, insatsId, sortNo);
    if (settledOre) await this.makeRequisition(demo, insatsId, sortNo, final);
  }

  private async makeOffer({ of, period, number }: DemoInsats, insatsId: string, sortNo: number): Promise<void> {
    const gross = ore(offert.net + offert.vat);
    const offertId = await this.insert('offert', {
      organization_id: this.id(of),
      insats_id: insatsId,
      number: `${number}-O1`,
      status: 'pagaende_affar',
      issued_on: offert.issuedOn,
      valid_through: offert.validThrough,
      content: offert.content,
      net_ore: ore(offert.net),
      vat_ore: ore(offert.vat),
      gross_ore: gross,
      sort_no: sortNo * 1000 + 1,
    });
    for (const [n, { kind, description, quantity, unit }] of offert.lines.entries())
      await this.insert('offert_line', {
        offert_id: offertId,
        organization_id: this.id(of),
        position: n + 1,
        kind,
        description,
        quantity,
        unit_ore: ore(unit),
        total_ore: ore(unit * quantity),
      });
    await this.book(of, period, 'offer_reserve', `offert.accept:${offertId}`, { outstanding: gross }, insatsId);
  }

  private async makeRequisition(demo: DemoInsats, insatsId: string, sortNo: number, final: boolean): Promise<void> {
    const settled = ore(demo.requisitioned!);
    const at = `${demo.createdOn}T12:00:00Z`;
    const requisitionId = await this.insert('requisition', {
      organization_id: this.id(demo.of),
      insats_id: insatsId,
      number: `${demo.number}-R1`,
      sort_no: sortNo * 1000 + 1,
      status: 'godkand',
      is_final: final,
      lines: JSON.stringify([{ description: 'Kursavgift', netOre: settled, vatOre: 0 }]),
      claimed_net_ore: settled,
      claimed_ore: settled,
      approved_ore: settled,
      reference_no: '82332',
      payee_system: 'bankgiro',
      payee_number: '5050-1055',
      contact_name: 'Namn Namnsson',
      contact_phone: '08-121 21 21',
      contact_email: 'namn@namn.example.se',
      created_on: demo.createdOn,
      created_by: this.id(demo.by),
      submitted_by: this.id(demo.by),
      submitted_at: at,
      received_hash: sha256(canonicalJson({ number: `${demo.number}-R1`, settled })),
      decided_at: at,
      search_text: `${demo.number}-r1 ${demo.name} 82332`.toLowerCase(),
    });
    await this.insert('decision', {
      organization_id: this.id(demo.of),
      subject_type: 'requisition',
      subject_id: requisitionId,
      outcome: 'godkand',
      granted_ore: settled,
      decided_by: this.id('beslut'),
      decided_at: at,
    });
    await this.book(
      demo.of,
      demo.period,
      'req_settle',
      `requisition.approve:${requisitionId}`,
      { outstanding: -settled, settled },
      insatsId,
    );
    const rest = ore(demo.granted!) - settled;
    if (final && rest)
      await this.book(demo.of, demo.period, 'grant_release', `requisition.final:${requisitionId}`, { outstanding: -rest }, insatsId);
  }
}
