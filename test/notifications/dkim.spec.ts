import { createHash, createVerify, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mailbox } from '../setup/mailbox.js';
import { setting } from '../setup/database.js';
import { someAddress, TestOutbox } from '../setup/outbox.js';
import { testEnv } from '../setup/env.js';
import { testWorker } from '../setup/worker.js';
import { World } from '../setup/world.js';

describe('mails are signed when there is a key', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dkim-'));
  let world: World;

  beforeAll(async () => void (world = await World.open()));
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await world.close();
  });

  const keyFile = (bits: number) => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: bits });
    const file = join(folder, `${bits}.pem`);
    writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }));
    return { file, publicKey };
  };
  const settings = (file: string) => ({ DKIM_DOMAIN: 'minasidor.example.se', DKIM_SELECTOR: 's1', DKIM_KEY_FILE: file });

  it('so that what arrives can be verified with the public key, headers and body, and nothing can be changed on the way', async () => {
    const { file, publicKey } = keyFile(2048);
    const worker = await testWorker(settings(file));
    const to = someAddress();
    await new TestOutbox(world).write(to);
    const [letter] = await mailbox.arrived(to);
    const raw = await (await fetch(new URL(`messages/${letter!.id}/raw`, setting('TEST_MAIL_HTTP')))).text();
    await worker.close();
    expect(holds(raw, publicKey)).toBe(true);
    expect(signed(raw)).toMatchObject({ d: 'minasidor.example.se', s: 's1', a: 'rsa-sha256', c: 'relaxed/relaxed' });
    expect(signed(raw).h!.toLowerCase().split(':')).toEqual(expect.arrayContaining(['from', 'to', 'subject', 'date', 'message-id']));
    expect(holds(raw.replace('Subject: Beslut', 'Subject: Beslot'), publicKey)).toBe(false);
    expect(holds(raw.replace('Omst', 'Omsd'), publicKey)).toBe(false);
  });

  it('and the start is refused with a part of the settings, a key that is too short, or none at all', async () => {
    await expect(testEnv({ DKIM_DOMAIN: 'minasidor.example.se' })).rejects.toThrow('alla tre eller ingen');
    for (const file of [keyFile(1024).file, join(folder, 'finns-inte.pem')])
      await expect(testWorker(settings(file))).rejects.toThrow('DKIM_KEY_FILE: ska vara en RSA-nyckel');
  });
});

const folded = (text: string): string => text.replaceAll(/\r\n(?=[ \t])/g, '');
const headersOf = (raw: string): [name: string, value: string][] =>
  folded(raw.slice(0, raw.indexOf('\r\n\r\n')))
    .split('\r\n')
    .map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1)]);
const relaxed = ([name, value]: [string, string]): string => `${name}:${value.replaceAll(/[ \t]+/g, ' ').trim()}`;

/** The tags of the DKIM-Signature header (RFC 6376 §3.5). */
function signed(raw: string): Record<string, string> {
  const [, value] = headersOf(raw).find(([name]) => name === 'dkim-signature')!;
  return Object.fromEntries(
    value.split(';').map((tag) => [tag.slice(0, tag.indexOf('=')).trim(), tag.slice(tag.indexOf('=') + 1).replaceAll(/\s/g, '')]),
  );
}

/** RFC 6376 with relaxed canonicalisation, written for this test: body hash first, then the signature over the named headers. */
function holds(raw: string, key: KeyObject): boolean {
  const tags = signed(raw);
  const body = raw
    .slice(raw.indexOf('\r\n\r\n') + 4)
    .replaceAll(/[ \t]+(?=\r\n)/g, '')
    .replaceAll(/[ \t]+/g, ' ')
    .replace(/(\r\n)+$/, '\r\n');
  if (createHash('sha256').update(body).digest('base64') !== tags.bh) return false;
  const headers = headersOf(raw);
  const named = tags
    .h!.toLowerCase()
    .split(':')
    .flatMap((name) => headers.filter(([one]) => one === name).slice(0, 1));
  const own = headers.find(([name]) => name === 'dkim-signature')!;
  const unsigned: [string, string] = [own[0], own[1].replace(/(\bb=)[^;]*/, '$1')];
  const text = [...named.map(relaxed), relaxed(unsigned)].join('\r\n');
  return createVerify('RSA-SHA256').update(text).verify(key, tags.b!, 'base64');
}
