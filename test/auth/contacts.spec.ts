import { randomBytes } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { application } from '../setup/application.js';
import { Contacts } from '../../src/auth/index.js';
import { ContactSteps, type Kind, otherThan } from '../setup/contacts.js';
import { mailbox } from '../setup/mailbox.js';
import { someAddress } from '../setup/outbox.js';
import { smsbox, someMobile } from '../setup/smsbox.js';
import { testWorker } from '../setup/worker.js';
import type { Session } from '../setup/world.js';

const on = application();
const steps = new ContactSteps(() => on.cases);
const log: string[] = [];
let worker: INestApplicationContext;
beforeAll(async () => {
  worker = await testWorker({}, { write: (line) => void log.push(line) });
});
afterAll(() => worker.close());

const somebody = async () => {
  const person = await on.world.person();
  return { person, session: await on.world.login(person, null) };
};
const kinds: [Kind, () => string][] = [
  ['email', someAddress],
  ['mobile', someMobile],
];
/** An instant as the database writes it; its microseconds are six digits, as a code is. */
const INSTANT = /\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d+)?/g;
/** Lets time pass for what a person is verifying. */
const pass = (id: string, interval: string) =>
  on.world.as(
    `update verification_code set sent_at = sent_at - $2::interval, expires_at = expires_at - $2::interval where contact_point_id = $1`,
    [id, interval],
  );

describe.each(kinds)('a contact point of kind %s', (kind, some) => {
  it('counts when the code that was sent to it comes back', async () => {
    const [{ session, person }, value] = [await somebody(), some()];
    const id = await steps.begun(session, kind, value);
    const before = await steps.view(session);
    expect(before[kind]).toBeNull();
    expect(before.pending).toMatchObject([{ id, kind, triesLeft: 5, lockedFor: null }]);
    expect(before.pending[0]!.expiresIn).toBeGreaterThan(540);
    expect((await steps.verify(session, id, await steps.code(kind, value))).status).toBe(204);
    const after = await steps.view(session);
    expect(after.pending).toEqual([]);
    expect(after[kind]!.value.replace(/^0/, '+46').replaceAll(/[ -](?=\d)/g, kind === 'mobile' ? '' : '$&')).toBe(value);
    expect(await on.app.get(Contacts).verifiedOf({ kind: 'system' }, person.id)).toMatchObject({ [kind]: value, language: 'sv' });
  });

  it('stands encrypted in the database, its code only as a hash, and neither is anywhere else', async () => {
    const [{ session }, value] = [await somebody(), some()];
    const id = await steps.begun(session, kind, value);
    const code = await steps.code(kind, value);
    const answer = await steps.verify(session, id, code);
    const stored = await on.world.as<string>(
      `select (select string_agg(c::text || encode(value_enc, 'escape'), '') from contact_point c where id = $1)
         || (select string_agg(v::text || encode(code_hash, 'escape'), '') from verification_code v where contact_point_id = $1)
         || (select string_agg(o::text, '') from outbox o where event_key = 'contact.code:' || (select max(v.id::text) from verification_code v where v.contact_point_id = $1))
         || (select string_agg(k::text, '') from idempotency_key k where k.person_id = (select person_id from contact_point where id = $1))`,
      [id],
    );
    const everything = stored.replaceAll(INSTANT, '');
    expect(everything).toContain('contact.code:');
    for (const text of [everything, log.join(''), JSON.stringify(answer)]) {
      expect(text).not.toContain(value);
      expect(text).not.toMatch(new RegExp(`\\b${code}\\b`));
    }
  });

  it('is locked for an hour after five wrong codes, also with the right one, also from other sessions', async () => {
    const [{ session, person }, value] = [await somebody(), some()];
    const id = await steps.begun(session, kind, value);
    const code = await steps.code(kind, value);
    for (const left of [4, 3, 2, 1]) {
      const other = await on.world.login(person, null);
      expect(await steps.verify(other, id, otherThan(code, left))).toMatchObject({
        status: 422,
        body: { code: 'contacts/wrong-code', triesLeft: left },
      });
    }
    expect(await steps.verify(session, id, otherThan(code))).toMatchObject({ status: 409, body: { code: 'contacts/locked' } });
    expect(await steps.verify(session, id, code)).toMatchObject({ status: 409, body: { code: 'contacts/locked' } });
    await pass(id, '2 minutes');
    expect(await steps.again(session, id)).toMatchObject({ status: 409, body: { code: 'contacts/locked' } });
    expect(await steps.begin(session, kind, value)).toMatchObject({ status: 409, body: { code: 'contacts/locked' } });
    expect((await steps.view(session)).pending[0]!.lockedFor).toBeGreaterThan(3500);
    await on.world.as(`update contact_point set locked_until = now() where id = $1`, [id]);
    expect((await steps.again(session, id)).status).toBe(200);
    expect((await steps.verify(session, id, await steps.code(kind, value, 2))).status).toBe(204);
  });

  it('is told to the old one when it replaces it, and not before it is verified', async () => {
    const [{ session }, old, value] = [await somebody(), some(), some()];
    await steps.verified(session, kind, old);
    const id = await steps.begun(session, kind, value);
    expect((await steps.view(session))[kind]).not.toBeNull();
    await steps.verify(session, id, await steps.code(kind, value));
    const told =
      kind === 'mobile' ? (await smsbox.arrived(old, 2))[0]!.message : (await mailbox.open((await mailbox.arrived(old, 2))[0]!)).text;
    expect(told).toContain('Var det inte du?');
    expect(told).not.toContain(value);
    expect((await steps.view(session)).pending).toEqual([]);
    expect(
      await on.world.as(
        `select count(*)::int from contact_point where status = 'ersatt' and id <> $1 and person_id = (select person_id from contact_point where id = $1)`,
        [id],
      ),
    ).toBe(1);
  });
});

describe('a code', () => {
  const begun = async () => {
    const [{ session, person }, value] = [await somebody(), someAddress()];
    const id = await steps.begun(session, 'email', value);
    return { session, person, value, id, code: await steps.code('email', value) };
  };

  it('is tried at most five times, however many try at the same moment', async () => {
    const { id, person, code } = await begun();
    const sessions: Session[] = [];
    for (let n = 0; n < 5; n++) sessions.push(await on.world.login(person, null));
    const answers = await Promise.all(Array.from({ length: 50 }, (_x, n) => steps.verify(sessions[n % 5]!, id, otherThan(code, n + 1))));
    expect(answers.filter(({ body }) => body.code === 'contacts/wrong-code')).toHaveLength(4);
    expect(answers.filter(({ body }) => body.code === 'contacts/locked')).toHaveLength(46);
    expect(await on.world.as('select attempts from verification_code where contact_point_id = $1', [id])).toBe(5);
  }, 60_000);

  it('is used once, also when the answer is asked for twice with the same key', async () => {
    const { id, session, code } = await begun();
    const headers = { 'idempotency-key': randomBytes(8).toString('hex') };
    const answers = await Promise.all([1, 2, 3].map(() => steps.verify(session, id, code, headers)));
    expect(answers.filter(({ status }) => status === 204).length).toBeGreaterThan(0);
    expect((await steps.verify(session, id, code, headers)).status).toBe(204);
    expect(await steps.verify(session, id, code)).toMatchObject({ status: 409, body: { code: 'contacts/already-verified' } });
  });

  it('counts one wrong try for one key', async () => {
    const { id, session, code } = await begun();
    const headers = { 'idempotency-key': randomBytes(8).toString('hex') };
    for (let n = 0; n < 3; n++)
      expect(await steps.verify(session, id, otherThan(code), headers)).toMatchObject({ status: 422, body: { triesLeft: 4 } });
  });

  it('is good for ten minutes by the database’s clock', async () => {
    const [late, just] = [await begun(), await begun()];
    await pass(late.id, '10 minutes');
    expect(await steps.verify(late.session, late.id, late.code)).toMatchObject({ status: 409, body: { code: 'contacts/code-expired' } });
    await pass(just.id, '9 minutes');
    expect((await steps.verify(just.session, just.id, just.code)).status).toBe(204);
  });

  it('is another person’s: neither found nor usable', async () => {
    const [mine, theirs] = [await begun(), await somebody()];
    expect((await steps.verify(theirs.session, mine.id, mine.code)).status).toBe(404);
    expect((await steps.again(theirs.session, mine.id)).status).toBe(404);
    const own = await steps.begun(theirs.session, 'email', someAddress());
    expect(await steps.verify(theirs.session, own, mine.code)).toMatchObject({ status: 422, body: { code: 'contacts/wrong-code' } });
  });

  it('is dead when a new one is sent, which takes a minute', async () => {
    const { id, session, value, code } = await begun();
    expect(await steps.again(session, id)).toMatchObject({ status: 429, body: { code: 'contacts/too-soon' } });
    expect((await steps.begin(session, 'email', value)).status).toBe(429);
    await pass(id, '61 seconds');
    expect((await steps.again(session, id)).status).toBe(200);
    const fresh = await steps.code('email', value, 2);
    if (fresh !== code) expect((await steps.verify(session, id, code)).status).toBe(422);
    expect((await steps.verify(session, id, fresh)).status).toBe(204);
  });

  it('is dead when another address is chosen instead', async () => {
    const { id, session, code } = await begun();
    await steps.begun(session, 'email', someAddress());
    expect((await steps.verify(session, id, code)).status).toBe(404);
    expect((await steps.view(session)).pending).toHaveLength(1);
  });
});

describe('codes', () => {
  it('go five times a day to one target, whoever asks, and the answer is the same as long as they go', async () => {
    const value = someAddress();
    const first = await somebody();
    await steps.verified(first.session, 'email', value);
    for (let n = 0; n < 4; n++)
      expect((await steps.begin((await somebody()).session, 'email', value.toUpperCase().replace('TESTBY.SE', 'testby.se'))).status).toBe(
        201,
      );
    expect(await steps.begin((await somebody()).session, 'email', value)).toMatchObject({
      status: 429,
      body: { code: 'contacts/too-many-codes' },
    });
  });

  it('go ten times a day to one person', async () => {
    const { session } = await somebody();
    for (let n = 0; n < 10; n++) await steps.begun(session, 'email', someAddress());
    expect(await steps.begin(session, 'email', someAddress())).toMatchObject({ status: 429, body: { code: 'contacts/too-many-codes' } });
  });

  it('go once for one key, and once a minute when twenty ask at the same moment', async () => {
    const [{ session }, value] = [await somebody(), someAddress()];
    const headers = { 'idempotency-key': randomBytes(8).toString('hex') };
    const [first, second] = [await steps.begin(session, 'email', value, headers), await steps.begin(session, 'email', value, headers)];
    expect(second.body).toEqual(first.body);
    const other = someAddress();
    const many = await Promise.all(Array.from({ length: 20 }, () => steps.begin(session, 'email', other)));
    expect(many.filter(({ status }) => status === 201)).toHaveLength(1);
    await mailbox.arrived(other);
    expect([await mailbox.to(value), await mailbox.to(other)].map((mails) => mails.length)).toEqual([1, 1]);
  });

  it('go to Swedish mobiles only', async () => {
    const { session } = await somebody();
    const refusals = {
      '08-121 21 21': 'not-a-mobile',
      '07017406': 'not-a-mobile',
      abc: 'not-a-mobile',
      '+47 406 12 345': 'foreign-mobile',
      '+1 900 555 0123': 'foreign-mobile',
    };
    for (const [number, code] of Object.entries(refusals)) {
      const answer = await steps.begin(session, 'mobile', number);
      expect([number, answer.status, answer.body.code]).toEqual([number, 422, `contacts/${code}`]);
    }
    expect((await steps.begin(session, 'email', 'inte en adress')).body).toMatchObject({ status: 422, code: 'contacts/not-an-email' });
  });
});

describe('the language', () => {
  it('decides how codes are written', async () => {
    const [{ session }, address, number] = [await somebody(), someAddress(), someMobile()];
    expect((await on.cases.send(session, 'PUT', '/me/language', { language: 'en' })).status).toBe(200);
    await steps.begun(session, 'email', address);
    await steps.begun(session, 'mobile', number);
    const mail = await mailbox.open((await mailbox.arrived(address))[0]!);
    expect(mail.text).toMatch(/^Verify your e-mail address\n\nHello\n\nEnter this code[^]+Kind regards\n/);
    expect(mail.headers).toEqual(expect.arrayContaining([expect.objectContaining({ key: 'content-language', value: 'en' })]));
    expect((await smsbox.arrived(number))[0]!.message).toMatch(/^Your code for Mina sidor is \d{6}\./);
    expect((await steps.view(session)).language).toBe('en');
    expect((await on.cases.send(session, 'PUT', '/me/language', { language: 'de' })).status).toBe(422);
  });
});
