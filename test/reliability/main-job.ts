import { setTimeout as pause } from 'node:timers/promises';
import { completeForm, completeRequisition, newKey } from '../setup/cases.js';
import { command, type Session } from '../setup/world.js';

/** What the two sides were told: every number and receipt that was acknowledged. */
export interface Acknowledged {
  insatsId: string;
  insatsNumber: string;
  insatsHash: string;
  requisitionId: string;
  requisitionNumber: string;
  requisitionHash: string;
}

export const GRANTED = 16_000_000;
export const CLAIMED = 2_500_000;

/** A person's client that never gives up: it sends the same command with the same key until somebody has answered. */
export class PatientClient {
  /** Requests that were sent again, since nobody answered or the answer said to wait. */
  retries = 0;
  /** Answers that no crash explains. */
  readonly faults: string[] = [];

  /** `serving` gives the address of the next web process to ask. */
  constructor(private readonly serving: () => string) {}

  /** The whole main job once: register, submit, approve, requisition, approve; the last one final. */
  async job(employer: Session, caseworker: Session, period: string, contactEmail: string): Promise<Acknowledged> {
    type Draft = { id: string; version: number; form: { responsiblePersonId: string } };
    type Receipt = { number: string; hash: string };
    const draft = await this.insist<Draft>(employer, 'POST', '/insatser', { period });
    const form = completeForm({ responsiblePersonId: draft.form.responsiblePersonId });
    const saved = await this.insist<Draft>(employer, 'PUT', `/insatser/${draft.id}`, form, draft.version);
    const sent = await this.insist<Receipt>(employer, 'POST', `/insatser/${draft.id}/submission`, undefined, saved.version);
    await this.insist(caseworker, 'POST', `/admin/insatser/${draft.id}/approval`, { grantedOre: GRANTED, motivation: '' });
    const claim = await this.insist<Draft>(employer, 'POST', `/insatser/${draft.id}/requisitions`);
    const lines = [{ description: 'Kurs', netOre: CLAIMED, vatOre: 0 }];
    const filled = completeRequisition({ contactEmail, lines, isFinal: true });
    const kept = await this.insist<Draft>(employer, 'PUT', `/requisitions/${claim.id}`, filled, claim.version);
    const claimed = await this.insist<Receipt>(employer, 'POST', `/requisitions/${claim.id}/submission`, undefined, kept.version);
    await this.insist(caseworker, 'POST', `/admin/requisitions/${claim.id}/approval`, { lines: null, motivation: '' });
    return {
      insatsId: draft.id,
      insatsNumber: sent.number,
      insatsHash: sent.hash,
      requisitionId: claim.id,
      requisitionNumber: claimed.number,
      requisitionHash: claimed.hash,
    };
  }

  private async insist<T>(session: Session, method: string, path: string, body?: unknown, version?: number): Promise<T> {
    const headers = {
      ...command(session, newKey()),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(version ? { 'if-match': `"${version}"` } : {}),
    };
    for (;;) {
      const answer = await this.ask<T>(path, { method, headers, body: JSON.stringify(body) });
      if (answer) return answer;
      this.retries++;
      await pause(50);
    }
  }

  /** The answer of a command that was carried out; null when it is not known whether it was. */
  private async ask<T>(path: string, request: RequestInit): Promise<T | null> {
    let answer: Response;
    let text: string;
    try {
      answer = await fetch(`${this.serving()}/api/v1${path}`, { ...request, signal: AbortSignal.timeout(15_000) });
      text = await answer.text();
    } catch {
      return null;
    }
    if (answer.ok) return JSON.parse(text) as T;
    const waits = answer.status === 503 || text.includes('portal/still-running');
    if (!waits) this.faults.push(`${request.method} ${path.replace(/[0-9a-f-]{36}/, ':id')} ${answer.status} ${text}`);
    if (!waits && answer.status < 500) throw new Error(this.faults.at(-1));
    return null;
  }
}
