import type { DbScope } from './access.js';
import type { Db } from './db.js';
import { eventHash, type StoredEvent } from './events.js';
import { instant } from './sql.js';

/** The end of an organisation's chain: kept outside the database it shows later whether the past was rewritten. */
export interface Head {
  organizationId: string;
  seq: number;
  hash: string;
}

/** What is wrong with a chain, in Swedish; the first fault only, since what follows it can't be trusted. */
export const chainFaults = {
  edited: 'händelsen är ändrad',
  missing: 'händelsen saknas',
  cut: 'kedjan är avkapad här',
  head: 'huvudraden stämmer inte med kedjan',
  anchor: 'kedjan är omskriven sedan den förankrades',
} as const;

/** What became of one chain: its events, its end and the first fault with its place. */
export interface ChainReport {
  head: Head;
  events: number;
  fault: { what: keyof typeof chainFaults; seq: number } | null;
}

interface Link {
  event: StoredEvent;
  previousHash: string;
  hash: string;
}

const SYSTEM: DbScope = { kind: 'system' };
const START = '0'.repeat(64);
const PAGE = 1_000;

const HEAD = `select json_build_object('organizationId', h.organization_id, 'seq', h.seq, 'hash', h.hash,
    'last', (select coalesce(max(e.seq), 0) from event e where e.organization_id = h.organization_id))
  from event_head h where h.organization_id = $1`;

const LINKS = `select coalesce(json_agg(json_build_object('previousHash', e.previous_hash, 'hash', e.hash, 'event', json_build_object(
    'organizationId', e.organization_id, 'seq', e.seq, 'at', ${instant('e.at')}, 'personId', e.person_id, 'actingAs', e.acting_as,
    'verb', e.verb, 'subjectType', e.subject_type, 'subjectId', e.subject_id, 'facts', e.facts)) order by e.seq), '[]')
  from (select * from event where organization_id = $1 and seq > $2 and seq <= $3 order by seq limit ${PAGE}) e`;

/**
 * Follows an organisation's chain from its first event to its head, a thousand events at a time, also while it grows. Finds an
 * event that was edited, taken out, cut off at the end or added beside the head; with an `anchor` also a past that was rewritten whole.
 */
export async function verifyChain(db: Db, organizationId: string, anchor?: Head): Promise<ChainReport> {
  const end = await db.read<(Head & { last: number }) | null>(SYSTEM, 'audit-head', HEAD, [organizationId]);
  if (!end) return { head: { organizationId, seq: 0, hash: START }, events: 0, fault: { what: 'head', seq: 0 } };
  const { last, ...head } = end;
  const report = (events: number, what?: keyof typeof chainFaults, seq = 0): ChainReport => ({
    head,
    events,
    fault: what ? { what, seq } : null,
  });
  let at = { seq: 0, hash: START };
  while (at.seq < last) {
    for (const { event, previousHash, hash } of await db.read<Link[]>(SYSTEM, 'audit-links', LINKS, [organizationId, at.seq, last])) {
      if (event.seq !== at.seq + 1) return report(at.seq, 'missing', at.seq + 1);
      if (previousHash !== at.hash || hash !== eventHash(at.hash, event)) return report(at.seq, 'edited', event.seq);
      at = { seq: event.seq, hash };
      if (anchor?.seq === at.seq && anchor.hash !== at.hash) return report(at.seq, 'anchor', at.seq);
    }
  }
  if (at.seq < head.seq) return report(at.seq, 'cut', at.seq + 1);
  if (at.seq > head.seq || at.hash !== head.hash) return report(at.seq, 'head', head.seq);
  if (anchor && anchor.seq > at.seq) return report(at.seq, 'anchor', at.seq + 1);
  return report(at.seq);
}
