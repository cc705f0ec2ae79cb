import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { expires, readText, writeWhole } from './files.ts';
import { certificatePem, issueClient, issueRoot, issueServer, keyPem, readIdentity } from './issue.ts';
import type { Identity } from './issue.ts';
import { pkcs12 } from './pkcs12.ts';

/** What the listener needs. Server texts hold both key and certificate, so one rename renews a pair. */
export interface Certificates {
  server: string;
  foreignServer: string;
  /** The only issuer of client certificates that the API lets in. */
  clientCa: string;
}

/** The provider whose certificates are simulated, and the name users see of whoever calls it. */
export interface Parties {
  provider: string;
  rpName: string;
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

/** Reads the certificates of a state directory; makes them on the first start and renews those about to expire. */
export function loadCertificates(directory: string, parties: Parties): Certificates {
  const dir = resolve(directory);
  if (!existsSync(join(dir, FILES[0])) || rootsExpire(dir)) replaceAll(dir, parties);
  const missing = FILES.filter((file) => !existsSync(join(dir, file)));
  if (missing.length) throw new Error(`${dir} saknar ${missing.join(', ')}. Ta bort mappen, så skapas den på nytt.`);
  renewLeaves(dir, parties);
  return {
    server: readText(dir, 'tls-server.pem'),
    foreignServer: readText(dir, 'foreign-server.pem'),
    clientCa: readText(dir, 'rp-ca.pem'),
  };
}

/** Builds beside the directory and moves it in place in one step: a kill half-way leaves nothing half made. */
function replaceAll(dir: string, parties: Parties): void {
  mkdirSync(dirname(dir), { recursive: true });
  const fresh = mkdtempSync(join(dirname(dir), `.${basename(dir)}-`));
  try {
    writeAll(fresh, parties);
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

function writeAll(dir: string, parties: Parties): void {
  const organisation = `Simulerad ${parties.provider}`;
  const tls = issueRoot(organisation, `SIMULATOR ${parties.provider} SSL Root CA`);
  const foreign = issueRoot(organisation, 'SIMULATOR Främmande SSL Root CA');
  const rp = issueRoot(organisation, `SIMULATOR ${parties.provider} RP CA`);
  writeRoot(dir, 'tls-ca', tls);
  writeRoot(dir, 'foreign-ca', foreign);
  writeRoot(dir, 'rp-ca', rp);
  writeWhole(dir, 'client.passphrase', randomBytes(18).toString('base64url'));
  writeServer(dir, 'tls-server.pem', tls);
  writeServer(dir, 'foreign-server.pem', foreign);
  writeClient(dir, rp, parties);
}

function renewLeaves(dir: string, parties: Parties): void {
  if (expires(dir, 'tls-server.pem')) writeServer(dir, 'tls-server.pem', root(dir, 'tls-ca'));
  if (expires(dir, 'foreign-server.pem')) writeServer(dir, 'foreign-server.pem', root(dir, 'foreign-ca'));
  if (expires(dir, 'client.pem')) writeClient(dir, root(dir, 'rp-ca'), parties);
}

function writeRoot(dir: string, name: string, identity: Identity): void {
  writeWhole(dir, `${name}.pem`, certificatePem(identity));
  writeWhole(dir, `${name}.key.pem`, keyPem(identity));
}

function writeServer(dir: string, file: string, issuer: Identity): void {
  const server = issueServer(issuer);
  writeWhole(dir, file, keyPem(server) + certificatePem(server));
}

function writeClient(dir: string, issuer: Identity, { rpName }: Parties): void {
  const client = issueClient(issuer, rpName);
  writeWhole(dir, 'client.p12', pkcs12(client.certificate.raw, client.key, readText(dir, 'client.passphrase')));
  // The readable copy comes last: it is what tells the next start whether the p12 is fresh.
  writeWhole(dir, 'client.pem', certificatePem(client));
}

const root = (dir: string, name: string) => readIdentity(readText(dir, `${name}.pem`), readText(dir, `${name}.key.pem`));
const rootsExpire = (dir: string) => ['tls-ca.pem', 'foreign-ca.pem', 'rp-ca.pem'].some((file) => expires(dir, file));
