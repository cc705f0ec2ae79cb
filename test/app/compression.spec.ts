import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { testApp } from '../setup/app.js';
import { type Session, World } from '../setup/world.js';

let app: NestFastifyApplication;
let world: World;
let staff: Session;
beforeAll(async () => {
  [app, world] = [await testApp(), await World.open()];
  staff = (await world.caseworker()).session;
});
afterAll(async () => {
  await world.close();
  await app.close();
});

const answer = (encodings?: string, url = '/api/v1/admin/mails') =>
  app.inject({ url, headers: { ...staff, ...(encodings === undefined ? {} : { 'accept-encoding': encodings }) } });

it.each([
  ['br', 'br'],
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip', 'gzip'],
  ['br;q=0, gzip;q=0.5', 'gzip'],
  ['br;q=0.000,gzip', 'gzip'],
  ['identity', undefined],
  ['brotli, gzipped', undefined],
  ['gzip;q=0', undefined],
  [undefined, undefined],
])('an answer to who accepts %s is encoded as %s, and is the same answer', async (accepted, encoding) => {
  const plain = await answer();
  const { headers, rawPayload } = await answer(accepted);
  const read = { br: brotliDecompressSync, gzip: gunzipSync }[String(encoding)] ?? ((bytes: Buffer) => bytes);
  expect([headers['content-encoding'], headers.vary]).toEqual([encoding, 'accept-encoding']);
  expect(headers['content-length']).toBe(String(rawPayload.length));
  expect(JSON.parse(read(rawPayload).toString())).toEqual(plain.json());
});

it('streams what is long', async () => {
  const { headers, rawPayload } = await answer('br', '/api/openapi.json');
  expect(headers['content-encoding']).toBe('br');
  expect(JSON.parse(brotliDecompressSync(rawPayload).toString())).toMatchObject({ openapi: expect.stringMatching(/^3\./) });
});

it('leaves short answers as they are', async () => {
  const { headers, body } = await answer('br', '/health/live');
  expect([headers['content-encoding'], headers.vary, body]).toEqual([undefined, undefined, '{"status":"ok"}']);
});
