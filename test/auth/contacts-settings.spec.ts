import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { testApp } from '../setup/app.js';
import { testEnv } from '../setup/env.js';
import { Cases } from '../setup/cases.js';
import { ContactSteps } from '../setup/contacts.js';
import { someAddress } from '../setup/outbox.js';
import { someMobile } from '../setup/smsbox.js';
import { testWorker } from '../setup/worker.js';
import { World } from '../setup/world.js';
import { ContactJobs } from '../../src/auth/contact.jobs.js';
import { KeyRotation, sealedColumns, Vault } from '../../src/auth/index.js';
import { Db } from '../../src/kernel/db.js';

const OFF = { ELKS_BASE_URL: undefined, ELKS_USERNAME: undefined, ELKS_PASSWORD: undefined, ELKS_WEBHOOK_SECRET: undefined };

let world: World;
const apps: NestFastifyApplication[] = [];
beforeAll(async () => {
  world = await World.open();
});
afterEach(() => Promise.all(apps.splice(0).map((app) => app.close())));
afterAll(() => world.close());

async function portal(over: Record<string, string>) {
  const app = await testApp(over);
  apps.push(app);
  const cases = new Cases(app, world);
  return { app, cases, steps: new ContactSteps(() => cases), login: async () => world.login(await world.person(), null) };
}

it('says clearly that there is no sms when the operator has none', async () => {
  const { steps, login, app } = await portal(OFF as unknown as Record<string, string>);
  const session = await login();
  expect(await steps.view(session)).toMatchObject({ sms: false });
  expect(await steps.begin(session, 'mobile', someMobile())).toMatchObject({ status: 409, body: { code: 'contacts/sms-off' } });
  expect((await steps.begin(session, 'email', someAddress())).status).toBe(201);
  const webhook = await app.inject({ method: 'POST', url: '/api/v1/webhooks/46elks/undefined', payload: { id: 's1', status: 'sent' } });
  expect(webhook.statusCode).toBe(404);
});

it('sends to the countries that the operator names', async () => {
  const { steps, login } = await portal({ SMS_COUNTRIES: '+46, +47' });
  expect((await steps.begin(await login(), 'mobile', '+47 406 12 345')).status).toBe(201);
  expect((await steps.begin(await login(), 'mobile', '+45 20 12 34 56')).body.code).toBe('contacts/foreign-mobile');
});

it('counts codes from one address over an hour, whoever asks', async () => {
  await world.as('update verification_code set address = decode(md5(random()::text), $1)', ['hex']);
  const { steps, login } = await portal({ CODES_PER_ADDRESS: '5' });
  const answers = [];
  for (let n = 0; n < 6; n++) answers.push((await steps.begin(await login(), 'email', someAddress())).status);
  expect(answers).toEqual([201, 201, 201, 201, 201, 429]);
});

it('names what is missing or wrong, never its value', async () => {
  await expect(testEnv({ ELKS_PASSWORD: '' })).rejects.toThrow(/ELKS_PASSWORD/);
  await expect(testEnv({ ...OFF, ELKS_USERNAME: 'u1234' } as unknown as Record<string, string>)).rejects.toThrow(
    'ELKS_BASE_URL: saknas, fast andra inställningar för sms finns',
  );
  await expect(testEnv({ ELKS_WEBHOOK_SECRET: 'a'.repeat(43) })).rejects.toThrow('ELKS_WEBHOOK_SECRET: för svag');
  await expect(testEnv({ ELKS_BASE_URL: 'http://evil.example', NODE_ENV: 'production' })).rejects.toThrow(
    'ELKS_BASE_URL: ska vara https://api.46elks.com i produktion',
  );
  await expect(testEnv({ SMS_COUNTRIES: '46' })).rejects.toThrow('SMS_COUNTRIES');
});

it('forgets codes after a day, and moves addresses to the newest keys with their look-up', async () => {
  const { steps, login } = await portal({});
  const session = await login();
  const [id, gone] = [await steps.begun(session, 'email', someAddress()), await steps.begun(await login(), 'email', someAddress())];
  await world.as(`update contact_point set status = 'verifierad', verified_at = now() where id = $1`, [id]);
  await world.as(`update verification_code set sent_at = now() - interval '25 hours' where contact_point_id = any($1)`, [[id, gone]]);
  await world.as(`update contact_point set created_at = now() - interval '25 hours' where id = any($1)`, [[id, gone]]);
  const before = await steps.view(session);
  const old = await testEnv();
  const env = {
    KEYS: `k2:TnlhTnlja2VsbkZvclRlc3Rlcm5hTnVtbWVyVHZhMDI=,${old.KEYS}`,
    LOOKUP_KEY: `TnlhVXBwc2xhZ3NueWNrZWxuVGVzdGVybmFzVHZhMDE=,${old.LOOKUP_KEY}`,
  };
  const worker = await testWorker(env);
  try {
    await worker.get(ContactJobs).forgetOldCodes();
    const { moved, left } = await new KeyRotation(worker.get(Db), new Vault(env)).run(sealedColumns.get('contact_point.value_enc')!);
    expect([moved > 0, left.size]).toEqual([true, 0]);
  } finally {
    await worker.close();
  }
  expect(await world.as('select count(*)::int from verification_code where contact_point_id = any($1)', [[id, gone]])).toBe(0);
  expect(await world.as('select json_agg(key_id) from contact_point where id = any($1)', [[id, gone]])).toEqual(['k2']);
  const rotated = await portal(env);
  expect((await rotated.steps.view(session)).email).toEqual(before.email);
  const lookups = 'select json_agg(distinct encode(lookup, $$hex$$)) from contact_point where id = any($1)';
  const { email } = before as { email: { value: string } };
  expect(await world.as(lookups, [[id, gone]])).toEqual([new Vault(env).lookup(`contact:email:${email.value}`).toString('hex')]);
  // Other files in this database have the old keys only.
  await world.as(`delete from verification_code where contact_point_id in (select id from contact_point where key_id = 'k2')`, []);
  await world.as(`delete from contact_point where key_id = 'k2'`, []);
});
