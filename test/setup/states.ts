import type { InsatsStatus } from '../../src/insatser/insats.lifecycle.js';
import type { Action } from '../../src/kernel/lifecycle.js';
import type { RequisitionStatus } from '../../src/requisitions/requisition.lifecycle.js';
import type { Application } from './application.js';
import type { Answer } from './cases.js';
import { unused } from './unused.js';
import type { Session, TestOrganization, TestPerson } from './world.js';

/** A case with those around it. */
export interface Scene {
  organization: TestOrganization;
  employer: Session;
  caseworker: Session;
  staff: TestPerson;
  /** The insats, or the requisition. */
  id: string;
  insats: string;
}
/** Where a move is knocked at, by whom, and with what. */
export interface Door {
  set: 'insatser' | 'requisitions';
  who: 'employer' | 'caseworker';
  noun: string;
  body?: unknown;
}

const REASON = { motivation: 'Insatsen ingår i det löpande kompetensansvaret.' };

/** The doors of the insatser's lifecycle. */
export const insatsDoors: Readonly<Record<string, Door>> = {
  submit: { set: 'insatser', who: 'employer', noun: 'submission' },
  approve: { set: 'insatser', who: 'caseworker', noun: 'approval', body: { grantedOre: 1_000_000, motivation: '' } },
  reject: { set: 'insatser', who: 'caseworker', noun: 'rejection', body: REASON },
};
/** The doors of the requisitions' lifecycle. */
export const requisitionDoors: Readonly<Record<string, Door>> = {
  submit: { set: 'requisitions', who: 'employer', noun: 'submission' },
  approve: { set: 'requisitions', who: 'caseworker', noun: 'approval', body: { lines: null, motivation: '' } },
  reject: { set: 'requisitions', who: 'caseworker', noun: 'rejection', body: REASON },
};

/** Complete cases put into any status by hand, and their buttons pressed whether they are shown or not. */
export class States {
  constructor(private readonly on: Application) {}

  /** An insats of 160 000 kr in a status; an approved one has 100 000 kr granted. The caseworker decides up to `limitOre`. */
  async insats(status: InsatsStatus, limitOre: number | null = null): Promise<Scene> {
    const { world, cases } = this.on;
    const [employer, staff] = [await world.employer('ser_samtliga_ansokningar'), await world.caseworker('handlaggare', limitOre)];
    const period = await cases.period();
    await cases.allot(employer.organization, period, 100_000_000);
    const { id } = await cases.draft(employer.session, period);
    if (status !== 'utkast') await this.put(id, status);
    const { organization, session } = employer;
    return { organization, employer: session, caseworker: staff.session, staff: staff.person, id, insats: id };
  }

  /** A requisition of 25 000 kr, of an approved insats. */
  async requisition(
    status: RequisitionStatus,
    { limitOre = null, isFinal = false }: { limitOre?: number | null; isFinal?: boolean } = {},
  ): Promise<Scene> {
    const at = await this.insats('godkand', limitOre);
    const { id } = await this.on.cases.requisitionDraft(at.employer, at.insats, { isFinal });
    if (status !== 'utkast')
      await this.on.world.as(
        'update requisition set status = $2, number = $3, submitted_at = now(), submitted_by = created_by where id = $1',
        [id, status, `${newNumber()}-R1`],
      );
    if (status === 'inskickad') await this.on.world.as('update insats set pending_requisitions_ore = 2500000 where id = $1', [at.insats]);
    return { ...at, id };
  }

  status({ id }: Scene, set: Door['set']): Promise<string> {
    return this.on.world.as(`select status from ${set === 'insatser' ? 'insats' : 'requisition'} where id = $1`, [id]);
  }

  view(at: Scene, set: Door['set'], who: Door['who']): Promise<Answer<{ actions: Action[]; version: number }>> {
    return this.on.cases.send(at[who], 'GET', path(at, set, who));
  }

  knock(at: Scene, { set, who, noun, body }: Door, version: number, as: Door['who'] = who): Promise<Answer> {
    return this.on.cases.send(at[as], 'POST', `${path(at, set, who)}/${noun}`, body, { 'if-match': `"${version}"` });
  }

  /** Looks at the button, presses it anyway, and tells both. */
  async press(at: Scene, verb: string, door: Door): Promise<{ button: Action | undefined; answer: Answer }> {
    const { body } = await this.view(at, door.set, door.who);
    return { button: body.actions?.find(({ name }) => name === verb), answer: await this.knock(at, door, body.version) };
  }

  private async put(insats: string, status: InsatsStatus): Promise<void> {
    const granted = status === 'godkand' || status === 'avslutad' ? 10_000_000 : 0;
    await this.on.world.as(
      `update insats set status = $2, number = $3, submitted_at = now(), submitted_by = created_by, received_hash = 'x', granted_ore = $4 where id = $1`,
      [insats, status, newNumber(), granted],
    );
    await this.on.world.as(
      `update allotment a set outstanding_ore = outstanding_ore + $2 from insats i
       where i.id = $1 and a.organization_id = i.organization_id and a.period_id = i.period_id`,
      [insats, granted],
    );
  }
}

const path = ({ id }: Scene, set: Door['set'], who: Door['who']): string => `${who === 'caseworker' ? '/admin' : ''}/${set}/${id}`;
const newSerial = unused(900_000);
const newNumber = (): string => `7-26${100_000 + newSerial()}`;
