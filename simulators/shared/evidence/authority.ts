import { createPrivateKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expires, readText, writeOnce, writeWhole } from '../certificates/files.ts';
import type { Identity } from '../certificates/issue.ts';
import { dn, issue } from '../certificates/x509.ts';
import type { Name, Usage } from '../certificates/x509.ts';
import { fullName } from '../persons.ts';
import type { Person } from '../persons.ts';

const ROOT = 'sign-ca.pem';
const KEYS = 'sign-keys.json';
const DAY = 86_400_000;
const OCSP_SIGNING = '1.3.6.1.5.5.7.3.9';
const BANK: Name = [
  ['C', 'SE'],
  ['O', 'Testbank A AB (publ)'],
];

/** What is kept between starts, as PEM. */
type Kept = Record<'root' | 'bank' | 'customer' | 'responder' | 'foreignBank' | 'customerKey' | 'responderKey' | 'leafKey', string>;

export interface LeafWish {
  policy: string;
  /** Ended yesterday. */
  expired?: boolean;
}

/** Those who vouch for the persons' certificates: root, bank, the bank's customers, and the one who answers about revocation. */
export class Authority {
  readonly root: X509Certificate;
  /** From the leaf's issuer upwards, without the root. */
  readonly chain: readonly X509Certificate[];
  /** The same names and keys, except that a root of somebody else's stands behind the bank. */
  readonly foreignChain: readonly X509Certificate[];
  readonly customer: Identity;
  readonly responder: Identity;
  /** One key for all persons: making a key takes a hundred times as long as making a certificate. */
  readonly leafKey: KeyObject;
  readonly #provider: string;
  readonly #leaves = new Map<string, X509Certificate>();

  constructor(kept: Kept, provider: string) {
    const identity = (name: 'customer' | 'responder') => ({
      certificate: new X509Certificate(kept[name]),
      key: createPrivateKey(kept[`${name}Key`]),
    });
    this.#provider = provider;
    this.root = new X509Certificate(kept.root);
    this.customer = identity('customer');
    this.responder = identity('responder');
    this.chain = [this.customer.certificate, new X509Certificate(kept.bank)];
    this.foreignChain = [this.customer.certificate, new X509Certificate(kept.foreignBank)];
    this.leafKey = createPrivateKey(kept.leafKey);
  }

  /** The person's certificate, made the first time it is asked for. */
  leaf(person: Person, wish: LeafWish): X509Certificate {
    const name = JSON.stringify([person, wish]);
    const known = this.#leaves.get(name);
    if (known) return known;
    const made = this.#issueLeaf(person, wish);
    this.#leaves.set(name, made);
    return made;
  }

  #issueLeaf(person: Person, { policy, expired }: LeafWish): X509Certificate {
    const subject: Name = [
      ...BANK,
      ['SN', person.surname],
      ['GN', person.givenName],
      ['serialNumber', person.personalNumber],
      ['name', `(260101 12.00) ${fullName(person)} - ${this.#provider}`],
      ['CN', fullName(person)],
    ];
    const days = expired ? [-31, -1] : [-1, 365];
    const usage = { policies: [policy], ocspUrl: 'http://ocsp.simulator.invalid' };
    return certify(customerName(this.#provider), this.customer.key, subject, this.leafKey, days, usage);
  }
}

/** Reads the authority of a state directory; makes it on the first start, and again when its root is about to end. */
export function loadAuthority(dir: string, provider: string): Authority {
  if (expires(dir, ROOT)) for (const file of [ROOT, KEYS]) rmSync(join(dir, file), { force: true });
  if (!existsSync(join(dir, KEYS))) writeOnce(dir, KEYS, JSON.stringify(make(provider), null, 2));
  const authority = new Authority(JSON.parse(readText(dir, KEYS)) as Kept, provider);
  const pem = authority.root.toString();
  if (!existsSync(join(dir, ROOT)) || readText(dir, ROOT) !== pem) writeWhole(dir, ROOT, pem);
  return authority;
}

function make(provider: string): Kept {
  const [root, foreignRoot, bank, customer, responder, leaf] = Array.from({ length: 6 }, rsaKey) as [
    KeyObject,
    KeyObject,
    KeyObject,
    KeyObject,
    KeyObject,
    KeyObject,
  ];
  const names = { root: rootName(provider), bank: bankName(provider), customer: customerName(provider) };
  const ca = (path: number): Usage => ({ ca: { path } });
  const responderName: Name = [...names.customer.slice(0, -1), ['CN', `${names.customer.at(-1)![1]} OCSP Signing`]];
  const responderUsage = { extended: { oids: [OCSP_SIGNING], critical: true }, ocspNoCheck: true };
  return pems({
    root: certify(names.root, root, names.root, root, [-1, 3650], ca(2)),
    bank: certify(names.root, root, names.bank, bank, [-1, 3650], ca(1)),
    foreignBank: certify(names.root, foreignRoot, names.bank, bank, [-1, 3650], ca(1)),
    customer: certify(names.bank, bank, names.customer, customer, [-1, 3650], ca(0)),
    responder: certify(names.customer, customer, responderName, responder, [-1, 3650], responderUsage),
    customerKey: customer,
    responderKey: responder,
    leafKey: leaf,
  });
}

function certify(issuer: Name, issuerKey: KeyObject, subject: Name, key: KeyObject, [from, to]: number[], usage: Usage): X509Certificate {
  const at = (days: number) => new Date(Date.now() + days * DAY);
  const request = { subject: dn(subject), publicKey: key, notBefore: at(from!), notAfter: at(to!), usage };
  return issue({ subject: dn(issuer), key: issuerKey }, request);
}

function pems(all: Record<keyof Kept, X509Certificate | KeyObject>): Kept {
  const pem = (one: X509Certificate | KeyObject) =>
    one instanceof X509Certificate ? one.toString() : one.export({ type: 'pkcs8', format: 'pem' }).toString();
  return Object.fromEntries(Object.entries(all).map(([name, one]) => [name, pem(one)])) as Kept;
}

export const rsaKey = () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const rootName = (provider: string): Name => [
  ['O', `Simulerad ${provider}`],
  ['OU', `${provider} Member Banks CA`],
  ['CN', `SIMULATOR ${provider} Root CA v1`],
];
const bankName = (provider: string): Name => [
  ...BANK,
  ['serialNumber', '111111111111'],
  ['CN', `SIMULATOR Testbank A CA v1 for ${provider}`],
];
const customerName = (provider: string): Name => [
  ...BANK,
  ['serialNumber', '111111111111'],
  ['CN', `SIMULATOR Testbank A Customer CA1 v1 for ${provider}`],
];
