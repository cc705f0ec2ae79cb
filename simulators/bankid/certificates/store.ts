import { KeyObject, randomBytes, X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { certificatePem, issueClient, issueRoot, issueServer, keyPem, readRoot } from './issue.ts';
import type { Identity } from './issue.ts';
import { pkcs12 } from './pkcs12.ts';

/** What the listener needs. Server texts hold both key and certificate, so one rename renews a pair. */
export interface Certificates {
  server: string;
  foreignServer: string;
  /** The only issuer of client certificates that the API lets in. */
  clientCa: string;
}

const FILES = [
  'tls-ca.pem',
  'tls-ca.key.pem',
  'tls-server.pem',
  'foreign-ca.pem',
  'foreign-ca.key.pem',
  'foreign-server.pem',
  'rp-ca.pem',
  'rp-ca.key.pem',
  'client.p12',
  'client.pem',
  'client.passphrase',
] as const;
const RENEW_BEFORE = 30 * 86_400_000;

/** Reads the certificates of a state directory; makes them on the first start and renews those about to expire. */
export async function loadCertificates(directory: string, rpName: string): Promise<Certificates> {
  const dir = resolve(directory);
  if (!existsSync(join(dir, FILES[0])) || rootsExpire(dir)) await replaceAll(dir, rpName);
  const missing = FILES.filter((file) => !existsSync(join(dir, file)));
  if (missing.length) throw new Error(`${dir} saknar ${missing.join(', ')}. Ta bort mappen, så skapas den på nytt.`);
  await renewLeaves(dir, rpName);
  return { server: read(dir, 'tls-server.pem'), foreignServer: read(dir, 'foreign-server.pem'), clientCa: read(dir, 'rp-ca.pem') };
}

/** Builds beside the directory and moves it in place in one step: a kill half-way leaves nothing half made. */
async function replaceAll(dir: string, rpName: string): Promise<void> {
  mkdirSync(dirname(dir), { recursive: true });
  const fresh = mkdtempSync(join(dirname(dir), `.${basename(dir)}-`));
  try {
    await writeAll(fresh, rpName);
    if (existsSync(join(dir, FILES[0]))) renameSync(dir, `${fresh}-expired`);
    // Windows cannot rename onto a directory, not even an empty one that a start script has made ready.
    else if (existsSync(dir) && readdirSync(dir).length === 0) rmdirSync(dir);
    renameSync(fresh, dir);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    // Another simulator on the same directory was first: its certificates are as good.
    if (!existsSync(join(dir, FILES[0]))) throw error;
  } finally {
    rmSync(`${fresh}-expired`, { recursive: true, force: true });
  }
}

async function writeAll(dir: string, rpName: string): Promise<void> {
  const [tls, foreign, rp] = await Promise.all([
    issueRoot('SIMULATOR BankID SSL Root CA'),
    issueRoot('SIMULATOR Främmande SSL Root CA'),
    issueRoot('SIMULATOR Testbank A RP CA'),
  ]);
  writeRoot(dir, 'tls-ca', tls);
  writeRoot(dir, 'foreign-ca', foreign);
  writeRoot(dir, 'rp-ca', rp);
  write(dir, 'client.passphrase', randomBytes(18).toString('base64url'));
  await writeServer(dir, 'tls-server.pem', tls);
  await writeServer(dir, 'foreign-server.pem', foreign);
  await writeClient(dir, rp, rpName);
}

async function renewLeaves(dir: string, rpName: string): Promise<void> {
  if (expires(dir, 'tls-server.pem')) await writeServer(dir, 'tls-server.pem', await root(dir, 'tls-ca'));
  if (expires(dir, 'foreign-server.pem')) await writeServer(dir, 'foreign-server.pem', await root(dir, 'foreign-ca'));
  if (expires(dir, 'client.pem')) await writeClient(dir, await root(dir, 'rp-ca'), rpName);
}

function writeRoot(dir: string, name: string, identity: Identity): void {
  write(dir, `${name}.pem`, certificatePem(identity));
  write(dir, `${name}.key.pem`, keyPem(identity));
}

async function writeServer(dir: string, file: string, issuer: Identity): Promise<void> {
  const server = await issueServer(issuer);
  write(dir, file, keyPem(server) + certificatePem(server));
}

async function writeClient(dir: string, issuer: Identity, rpName: string): Promise<void> {
  const client = await issueClient(issuer, rpName);
  const der = Buffer.from(client.certificate.rawData);
  write(dir, 'client.p12', pkcs12(der, KeyObject.from(client.key), read(dir, 'client.passphrase')));
  // The readable copy comes last: it is what tells the next start whether the p12 is fresh.
  write(dir, 'client.pem', certificatePem(client));
}

function write(dir: string, file: string, content: string | Buffer): void {
  const half = join(dir, `.${file}-${process.pid}`);
  writeFileSync(half, content, { mode: 0o600 });
  renameSync(half, join(dir, file));
}

const read = (dir: string, file: string) => readFileSync(join(dir, file), 'utf8');
const root = (dir: string, name: string) => readRoot(read(dir, `${name}.pem`), read(dir, `${name}.key.pem`));
const rootsExpire = (dir: string) => ['tls-ca.pem', 'foreign-ca.pem', 'rp-ca.pem'].some((file) => expires(dir, file));
const expires = (dir: string, file: string) =>
  existsSync(join(dir, file)) && Date.parse(new X509Certificate(read(dir, file)).validTo) < Date.now() + RENEW_BEFORE;
