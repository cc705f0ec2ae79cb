import { randomBytes } from 'node:crypto';
import { Vault } from './vault.js';

const key = (id: string) => `${id}:${randomBytes(32).toString('base64')}`;
const LOOKUP_KEY = randomBytes(32).toString('base64');
const vaultOf = (...keys: string[]) => new Vault({ KEYS: keys.join(','), LOOKUP_KEY });
const [old, fresh] = [key('k1'), key('k2')];

it('gives back what it sealed, and never the same bytes twice', () => {
  const vault = vaultOf(old);
  const [a, b] = [vault.seal('199908072391', 'here'), vault.seal('199908072391', 'here')];
  expect(vault.open(a, 'here')).toBe('199908072391');
  expect(a.keyId).toBe('k1');
  expect(a.bytes.equals(b.bytes)).toBe(false);
});

it('opens what an older key sealed, and seals with the newest', () => {
  const sealed = vaultOf(old).seal('hemligt', 'here');
  const rotated = vaultOf(fresh, old);
  expect(rotated.open(sealed, 'here')).toBe('hemligt');
  expect(rotated.seal('hemligt', 'here').keyId).toBe('k2');
});

it('does not open in another place, with another key or with a changed bit', () => {
  const vault = vaultOf(old);
  const sealed = vault.seal('hemligt', 'here');
  expect(() => vault.open(sealed, 'there')).toThrow('Unsupported state or unable to authenticate data');
  expect(() => vaultOf(fresh).open(sealed, 'here')).toThrow('KEYS saknar nyckeln k1');
  expect(() => vaultOf(key('k1')).open(sealed, 'here')).toThrow('Unsupported state or unable to authenticate data');
  for (const at of [0, 15, sealed.bytes.length - 1]) {
    const changed = Buffer.from(sealed.bytes);
    changed[at]! ^= 1;
    expect(() => vault.open({ ...sealed, bytes: changed }, 'here')).toThrow('Unsupported state or unable to authenticate data');
  }
});

it('looks equal values up as equal, whichever key encrypts', () => {
  expect(vaultOf(old).lookup('199908072391').equals(vaultOf(fresh).lookup('199908072391'))).toBe(true);
  expect(vaultOf(old).lookup('199908072391').equals(vaultOf(old).lookup('199307202383'))).toBe(false);
});
