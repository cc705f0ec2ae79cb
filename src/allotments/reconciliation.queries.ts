/** Every guarded counter beside what it must be the sum of (invariant I2, §9.6), where they differ. Each table is read once. */
export const DISCREPANCIES = `with
  booked as (select allotment_id, sum(delta_allotted_ore) allotted, sum(delta_outstanding_ore) outstanding, sum(delta_settled_ore) settled
    from ledger_entry group by allotment_id),
  booked_insats as (select insats_id, sum(delta_outstanding_ore) outstanding, sum(delta_settled_ore) settled from ledger_entry group by insats_id),
  cases as (select organization_id, period_id, sum(remaining_ore) remaining, sum(settled_ore) settled from insats group by organization_id, period_id),
  claims as (select insats_id, sum(claimed_ore) filter (where status = 'inskickad') pending,
      sum(approved_ore) filter (where status in ('godkand', 'delvis_godkand')) settled from requisition group by insats_id),
  offers as (select insats_id, sum(gross_ore) gross from offert where status in ('pagaende_affar', 'avslutad_affar') group by insats_id),
  part as (
    select what, a.organization_id, a.period_id, a.id subject, null number, counter, coalesce(expected, 0) expected
    from allotment a left join booked b on b.allotment_id = a.id left join cases c using (organization_id, period_id)
    cross join lateral (values ('allotted-ledger', allotted_ore, b.allotted), ('outstanding-ledger', outstanding_ore, b.outstanding),
      ('settled-ledger', settled_ore, b.settled), ('outstanding-insatser', outstanding_ore, c.remaining),
      ('settled-insatser', settled_ore, c.settled)) v (what, counter, expected)
    where counter <> coalesce(expected, 0)
    union all
    select what, i.organization_id, i.period_id, i.id, i.number, counter, coalesce(expected, 0)
    from insats i left join booked_insats b on b.insats_id = i.id left join claims r on r.insats_id = i.id left join offers o on o.insats_id = i.id
    cross join lateral (values ('insats-remaining-ledger', remaining_ore, b.outstanding), ('insats-settled-ledger', settled_ore, b.settled),
      ('insats-pending', pending_requisitions_ore, r.pending), ('insats-settled', settled_requisitions_ore, r.settled),
      ('insats-offers', active_offers_ore, o.gross)) v (what, counter, expected)
    where counter <> coalesce(expected, 0))
  select coalesce(json_agg(json_build_object('what', what, 'organization', o.name, 'period', p.code, 'subject', subject, 'number', number,
      'counterOre', counter, 'expectedOre', expected) order by o.name, p.code, number nulls first, what), '[]')
  from part join organization o on o.id = part.organization_id join agreement_period p on p.id = part.period_id`;
