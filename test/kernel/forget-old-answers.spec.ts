import type { INestApplicationContext } from '@nestjs/common';
import { IdempotencyJobs } from '../../src/kernel/idempotency.jobs.js';
import { testWorker } from '../setup/worker.js';
import { World } from '../setup/world.js';

describe('stored answers', () => {
  let worker: INestApplicationContext, world: World;

  beforeAll(async () => {
    world = await World.open();
    worker = await testWorker();
  });
  afterAll(() => Promise.all([worker.close(), world.close()]));

  it('are kept for two days and then forgotten', async () => {
    const { id } = await world.person();
    for (const [key, age] of Object.entries({ new: '0 hours', almost: '47 hours 59 minutes', old: '48 hours 1 minute' }))
      await world.as(
        `insert into idempotency_key (person_id, key, fingerprint, answer, created_at) values ($1, $2, '', '1', now() - $3::interval)`,
        [id, key, age],
      );
    await worker.get(IdempotencyJobs).forgetOldAnswers();
    expect(await world.as('select json_agg(key order by key) from idempotency_key where person_id = $1', [id])).toEqual(['almost', 'new']);
  });
});
