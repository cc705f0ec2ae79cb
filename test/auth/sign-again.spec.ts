import { randomUUID } from 'node:crypto';
import { BankIdProvider } from '../../src/auth/bankid.provider.js';
import { Vault } from '../../src/auth/index.js';
import type { Evidence } from '../../src/auth/signing.js';
import { application } from '../setup/application.js';
import { flips } from '../setup/bankid-evidence.js';
import { BankIdApp } from '../setup/bankid.js';
import { Browser } from '../setup/browser.js';
import { setting } from '../setup/database.js';
import { withBankId } from '../setup/identities.js';
import { unreadableSignature } from '../setup/signatures.js';
import { agreement, Signing } from '../setup/signing.js';
import type { Session, TestOrganization, TestPerson } from '../setup/world.js';

const on = application();
const bankid = new BankIdApp(new URL(setting('TEST_BANKID_APP')).origin);

interface Shown {
  text: string;
  name: string;
  organization: string;
  usedAt: string | null;
  check: { holds: boolean; failure: string | null; message: string };
}

/** An employee who has signed for the organisation. */
async function signer(): Promise<{ person: TestPerson; organization: TestOrganization; session: Session; id: string; orderId: string }> {
  const { person, organization, session } = await on.world.employer();
  const who = await withBankId(on.world, person);
  const [signing, browser] = [new Signing(on.app), new Browser(on.app)];
  const request = agreement({ organizationId: organization.id, signer: { personId: person.id } });
  const order = await signing.start(browser, request);
  await bankid.approve(order, who);
  expect((await signing.end(browser, order)).status).toBe('complete');
  const { signatureId: id } = await signing.use(order, request);
  return { person, organization, session, id, orderId: order.id };
}

const show = async (session: Session, id: string): Promise<Shown> => (await on.cases.send<Shown>(session, 'GET', `/signatures/${id}`)).body;

/** Changes a row as only the owner of the tables can, with the trigger off. */
async function tamper(change: string, id: string): Promise<void> {
  const { world } = on;
  await world.sql.query('alter table signature disable trigger all');
  await world.as(`update signature set ${change} where id = $1`, [id]);
  await world.sql.query('alter table signature enable trigger all');
}

describe('one’s own signatures', () => {
  it('are shown with what was signed, when, with what, and that it holds', async () => {
    const { session, id, organization, person } = await signer();
    expect(await show(session, id)).toMatchObject({
      id,
      title: 'Godkänn ett villkor',
      provider: 'bankid',
      name: person.name,
      organization: organization.name,
      text: expect.stringContaining('+ Organisation: Testby kommun (212000-0142)'),
      document: '{"organization":"Testby kommun","terms":"2026-10-01"}',
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      usedAt: expect.any(String),
      check: { holds: true, failure: null, message: expect.stringMatching(/^Underskriften håller\./) },
    });
  });

  it('are listed newest first, page by page, and nobody else’s among them', async () => {
    const [{ person, session }, other] = [await on.world.employer(), await on.world.employer()];
    const ids: string[] = [];
    for (let n = 0; n < 5; n++) ids.push(await unreadableSignature(on.world, person));
    await unreadableSignature(on.world, other.person);
    const seen: string[] = [];
    for (let cursor = ''; ;) {
      const { body } = await on.cases.send<{ rows: { id: string }[]; next: string | null }>(session, 'GET', `/signatures?limit=2${cursor}`);
      seen.push(...body.rows.map(({ id }) => id));
      if (!body.next) break;
      cursor = `&cursor=${body.next}`;
    }
    expect(seen).toEqual(ids.toReversed());
    expect((await on.cases.send(other.session, 'GET', `/signatures/${ids[0]}`)).status).toBe(404);
    const chosen = await on.world.caseworker();
    expect((await on.cases.send(chosen.session, 'GET', `/signatures/${ids[0]}`)).status).toBe(404);
  });
});

describe('verified again', () => {
  it.each([
    ['text', `visible_text = replace(visible_text, 'Testby', 'Annanby')`],
    ['document', `document = replace(document, 'Testby', 'Annanby')`],
    ['digest', `document_sha256 = repeat('0', 64)`],
    ['hidden text', `hidden_text = replace(hidden_text, 'test.agree', 'test.other')`],
    ['intent', `intent = 'test.other'`],
    ['subject', `subject_id = '019a0000-0000-7000-8000-00000000000f'`],
    ['name', `name = 'Någon Annan'`],
    ['time', `signed_at = signed_at - interval '1 second'`],
    ['address', `ip = '192.0.2.99'`],
    ['OCSP answer', 'ocsp = null'],
    ['title', `title = 'Något annat'`],
    ['evidence', `evidence_enc = set_byte(evidence_enc, 40, get_byte(evidence_enc, 40) # 1)`],
    ['key', `key_id = 'borta'`],
  ])('no longer holds when the owner of the database has changed the %s', async (_what, change) => {
    const { session, id } = await signer();
    await tamper(change, id);
    const { check } = await show(session, id);
    expect(check).toMatchObject({ holds: false, failure: expect.any(String), message: expect.stringMatching(/har ändrats sedan/) });
  });

  it('is nobody’s but the signer’s: given to another person it no longer holds', async () => {
    const [{ id }, other] = [await signer(), await on.world.employer()];
    await tamper(`person_id = '${other.person.id}'`, id);
    expect((await show(other.session, id)).check.holds).toBe(false);
  });

  it('holds under a new seal, which is all that may be written', async () => {
    const { session, id } = await signer();
    const vault = on.app.get(Vault, { strict: false });
    const sealed = await row(id);
    const { bytes } = vault.seal(vault.open({ keyId: 'k1', bytes: sealed }, `signature:${id}`), `signature:${id}`);
    expect(bytes.equals(sealed)).toBe(false);
    await on.world.as('update signature set evidence_enc = $2 where id = $1', [id, bytes]);
    expect((await show(session, id)).check.holds).toBe(true);
  });

  it('no single changed byte of the signature or of the OCSP answer passes', async () => {
    const { id } = await signer();
    const [provider, vault] = [on.app.get(BankIdProvider, { strict: false }), on.app.get(Vault, { strict: false })];
    const kept = JSON.parse(vault.open({ keyId: 'k1', bytes: await row(id) }, `signature:${id}`)) as Pick<
      Evidence,
      'signature' | 'against'
    >;
    const { ocsp, visible, hidden, at } = await on.world.as<{ ocsp: string; visible: string; hidden: string; at: string }>(
      `select json_build_object('ocsp', ocsp, 'visible', visible_text, 'hidden', hidden_text, 'at', signed_at) from signature where id = $1`,
      [id],
    );
    const holds = (over: Partial<Evidence>) => provider.verify({ ...kept, ocsp, signedAt: new Date(at), ...over }, { visible, hidden }).ok;
    expect(holds({})).toBe(true);
    const accepted: number[] = [];
    for (const [byte, copy] of [...flips(Buffer.from(kept.signature, 'base64'), [0x01])].entries())
      if (holds({ signature: copy.toString('base64') })) accepted.push(byte);
    for (const [byte, copy] of [...flips(Buffer.from(ocsp, 'base64'), [0x01])].entries())
      if (holds({ ocsp: copy.toString('base64') })) accepted.push(byte);
    expect(accepted).toEqual([]);
  }, 120_000);

  const row = (id: string) => on.world.as<Buffer>('select evidence_enc from signature where id = $1', [id]);
});

describe('the fund', () => {
  it('sees the signatures of its employers, reads and verifies them, which the organisation can read in its history each time', async () => {
    const [{ id, organization, person }, { session }] = [await signer(), await on.world.caseworker()];
    const { body } = await on.cases.send<{ rows: { id: string }[] }>(session, 'GET', '/admin/signatures');
    expect(body.rows.map((one) => one.id)).toContain(id);
    const view = { 'idempotency-key': randomUUID() };
    for (let n = 0; n < 2; n++)
      expect((await on.cases.send(session, 'POST', `/admin/signatures/${id}/viewing`, undefined, view)).body).toMatchObject({
        id,
        name: person.name,
      });
    const key = randomUUID();
    for (let n = 0; n < 2; n++) {
      const answer = await on.cases.send(session, 'POST', `/admin/signatures/${id}/verification`, undefined, { 'idempotency-key': key });
      expect(answer).toMatchObject({ status: 200, body: { holds: true, failure: null } });
    }
    const events = await on.world.as<object[]>(
      `select json_agg(json_build_object('verb', verb, 'facts', facts, 'as', acting_as)) from event where organization_id = $1 and subject_id = $2`,
      [organization.id, id],
    );
    const seen = { verb: 'signature.view', facts: {}, as: 'staff' };
    expect(events).toEqual([seen, seen, { verb: 'signature.verify', facts: { holds: true }, as: 'staff' }]);
  });

  it('sees none of a building company’s, nor one that concerns a person alone, not even its caseworker’s own', async () => {
    const [company, { person, session }] = [await on.world.organization({ modules: ['larlingar'] }), await on.world.caseworker()];
    const ids = [await unreadableSignature(on.world, person, company), await unreadableSignature(on.world, person)];
    const { body } = await on.cases.send<{ rows: { id: string }[] }>(session, 'GET', '/admin/signatures?limit=100');
    expect(body.rows.filter((one) => ids.includes(one.id))).toEqual([]);
    for (const id of ids)
      for (const act of ['viewing', 'verification'])
        expect((await on.cases.send(session, 'POST', `/admin/signatures/${id}/${act}`)).status).toBe(404);
    expect((await on.cases.send(session, 'GET', `/signatures/${ids[0]}`)).status).toBe(200);
  });

  it('is told of a signature that does not exist that it does not', async () => {
    const { session } = await on.world.caseworker();
    for (const [method, path] of [
      ['POST', `/admin/signatures/${randomUUID()}/viewing`],
      ['POST', `/admin/signatures/${randomUUID()}/verification`],
    ] as const)
      expect((await on.cases.send(session, method, path)).status).toBe(404);
  });
});
