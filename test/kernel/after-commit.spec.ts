import type { INestApplicationContext } from '@nestjs/common';
import type { Actor } from '../../src/kernel/access.js';
import { Db, type Tx } from '../../src/kernel/db.js';
import { testWorker } from '../setup/worker.js';
import { World } from '../setup/world.js';

describe('what a command leaves for after its commit', () => {
  let worker: INestApplicationContext, world: World, db: Db;

  beforeAll(async () => {
    world = await World.open();
    worker = await testWorker();
    db = worker.get(Db);
  });
  afterAll(() => Promise.all([worker.close(), world.close()]));

  const open = 'select count(*)::int from idempotency_key where key = $1';
  const write = (tx: Tx, personId: string, key: string) =>
    tx.em.query(`insert into idempotency_key (person_id, key, fingerprint, answer) values ($1, $2, '', '1')`, [personId, key]);

  it('is done once, when others can see what the command wrote', async () => {
    const person = await world.person();
    const seen: Promise<number>[] = [];
    await db.tx({ kind: 'system' }, async (tx) => {
      tx.afterCommit(() => seen.push(world.one<number>(open, [`after-${person.id}`])));
      await write(tx, person.id, `after-${person.id}`);
      expect(seen).toHaveLength(0);
    });
    expect(await Promise.all(seen)).toEqual([1]);
  });

  it('is not done when the command fails', async () => {
    let done = 0;
    const fails = db.tx({ kind: 'system' }, (tx) => {
      tx.afterCommit(() => done++);
      return Promise.reject(new Error('nej'));
    });
    await expect(fails).rejects.toThrow('nej');
    expect(done).toBe(0);
  });

  it('is done once although the command was tried again after a deadlock', async () => {
    let [tries, done] = [0, 0];
    await db.tx({ kind: 'system' }, async (tx) => {
      tx.afterCommit(() => done++);
      if (++tries < 3) throw Object.assign(new Error('deadlock'), { code: '40P01' });
    });
    expect([tries, done]).toEqual([3, 1]);
  });

  it('is not done again when a stored answer is given', async () => {
    const { id: personId } = await world.person();
    const actor: Actor = {
      personId,
      name: '',
      context: 'none',
      organizationId: null,
      organizationName: null,
      roles: [],
      permissions: new Set(),
      departments: [],
      modules: [],
      decisionLimitOre: null,
      memberOf: [],
      idempotency: { key: 'k', fingerprints: ['f'] },
    };
    let done = 0;
    const command = () =>
      db.tx(actor, (tx) => {
        tx.afterCommit(() => done++);
        return Promise.resolve('svar');
      });
    expect([await command(), await command()]).toEqual(['svar', 'svar']);
    expect(done).toBe(1);
  });
});
