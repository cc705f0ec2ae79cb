import { DataSource } from 'typeorm';
import { migrationDataSource } from '../../config/data-source.js';
import { readEnv } from '../../config/env.js';
import { Persons, Vault } from '../auth/index.js';
import { Db, type Tx } from '../kernel/db.js';
import { insatser } from './demo-cases.js';
import { allotments, organizations, periods, persons } from './demo-data.js';
import { layBoard } from './demo-board-writer.js';
import { DemoWriter, ore } from './demo-writer.js';

/** Lays the demo data, once; asked again it does nothing. As the owner of the tables, in one transaction, with its ledger entries. */
const env = readEnv();
if (env.NODE_ENV === 'production' && !env.ALLOW_SIMULATOR) throw new Error('Demodata läggs inte in i produktion.');

async function layPeriods(demo: DemoWriter): Promise<void> {
  for (const { code, agreement, startsOn, endsOn, closesOn, lastRequisitionOn, partial } of periods) {
    const days = { starts_on: startsOn, ends_on: endsOn, registration_opens_on: startsOn, registration_closes_on: closesOn };
    await demo.insert(
      'agreement_period',
      { agreement, code, ...days, last_requisition_on: lastRequisitionOn, partial_policy: partial },
      code,
    );
  }
}

async function layOrganizations(demo: DemoWriter): Promise<void> {
  for (const { orgNumber, name, type } of organizations) {
    await demo.insert('organization', { org_number: orgNumber, name, type }, name);
    await demo.insert('organization_module', { organization_id: demo.id(name), module: 'insatser' });
  }
}

async function layPersons(tx: Tx, demo: DemoWriter): Promise<void> {
  const registry = new Persons(new Vault(env));
  for (const { key, personalNumber, givenName, surname, member = [], staff } of persons) {
    const { id } = (await registry.identify(tx, { personalNumber, givenName, surname, name: `${givenName} ${surname}` }))!;
    demo.remember(key, id);
    for (const { of, title, roles } of member) {
      const email = `${givenName}.${surname}@${of.split(' ')[0]}.example.se`.toLowerCase().replaceAll('ö', 'o').replaceAll('ä', 'a');
      const row = { person_id: id, organization_id: demo.id(of), title, email, phone: '08-121 21 21' };
      const membership = await demo.insert('membership', row);
      for (const role of roles) await demo.insert('role_grant', { membership_id: membership, organization_id: demo.id(of), role });
    }
    if (!staff) continue;
    const limit = staff.limit === null ? null : ore(staff.limit);
    await demo.insert('staff_grant', { person_id: id, role: staff.role, decision_limit_ore: limit });
  }
}

async function layMoney(demo: DemoWriter): Promise<void> {
  for (const { of, period, amount } of allotments) {
    const row = { organization_id: demo.id(of), period_id: demo.id(period) };
    const allotment = await demo.insert('allotment', row, `${of} ${period}`);
    await demo.book(of, period, 'allot', `allot:${allotment}`, { allotted: ore(amount) });
  }
}

async function lay(tx: Tx): Promise<string> {
  await tx.em.query(`select pg_advisory_xact_lock(hashtext('seed'))`);
  const there = await tx.em.query<unknown[]>('select 1 from organization where org_number = $1', [organizations[0].orgNumber]);
  if (there.length) return 'Demodata finns redan.';
  const demo = new DemoWriter(tx);
  await layPeriods(demo);
  await layOrganizations(demo);
  await layPersons(tx, demo);
  await layMoney(demo);
  for (const insats of insatser) await demo.registerInsats(insats);
  await layBoard(env, tx, demo);
  await tx.em.query('insert into case_number_series (prefix, year, next_no) values (8, 24, 3274) on conflict do nothing');
  return `Demodata inlagd: ${organizations.length} organisationer, ${persons.length} personer, ${insatser.length} insatser.`;
}

const owner = await new DataSource(migrationDataSource(env.MIGRATE_DATABASE_URL ?? env.DATABASE_URL)).initialize();
process.stdout.write(`${await new Db(owner).tx({ kind: 'system' }, lay)}\n`);
await owner.destroy();
