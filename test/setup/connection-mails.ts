import type { TestPerson, World } from './world.js';

/** What the outbox holds for a person, oldest first. */
export async function outboxOf(world: World, person: TestPerson): Promise<{ template: string; recipient: string }[]> {
  const json = await world.as<{ template: string; recipient: string }[]>(
    `select coalesce(json_agg(json_build_object('template', template, 'recipient', recipient) order by id), '[]') from outbox where person_id = $1`,
    [person.id],
  );
  return json;
}
