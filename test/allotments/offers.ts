import { randomUUID } from 'node:crypto';
import type { World } from '../setup/world.js';

/** Offers can't be made over the API yet: they are booked here as their module will, rows, counters and ledger together (§9.2 Oa, So). */
interface Purse {
  id: string;
  organizationId: string;
}

const BOOK = `moved as (update allotment set outstanding_ore = outstanding_ore + $4, settled_ore = settled_ore + $5, version = version + 1
    where organization_id = $1 and period_id = (select period_id from insats where id = $2) returning id)
  insert into ledger_entry (allotment_id, organization_id, insats_id, kind, delta_outstanding_ore, delta_settled_ore, cause)
  select id, $1, $2, $6, $4, $5, $3 from moved`;

/** The employer has accepted an offer of that much: it is reserved beside the grant. */
export async function acceptOffer(world: World, { id, organizationId }: Purse, ore: number): Promise<void> {
  await world.as(
    `with offer as (insert into offert (organization_id, insats_id, number, status, issued_on, valid_through, net_ore, vat_ore, gross_ore, sort_no)
       values ($1, $2, $3, 'pagaende_affar', '2026-04-26', '2026-07-26', $4, 0, $4, 1)),
     part as (update insats set active_offers_ore = active_offers_ore + $4 where id = $2), ${BOOK}`,
    [organizationId, id, `offer-${randomUUID()}`, ore, 0, 'offer_reserve'],
  );
}

/** The supplier's invoice is paid out of the offer. */
export async function drawOnOffer(world: World, { id, organizationId }: Purse, ore: number): Promise<void> {
  await world.as(`with part as (update insats set settled_offers_ore = settled_offers_ore + $5 where id = $2), ${BOOK}`, [
    organizationId,
    id,
    `draw-${randomUUID()}`,
    -ore,
    ore,
    'offer_draw',
  ]);
}
