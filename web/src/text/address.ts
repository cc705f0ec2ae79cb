/** What the usual providers' domains are miswritten as; none is the beginning of a right one, so nothing flickers while one writes. */
const MISWRITTEN: Readonly<Record<string, readonly string[]>> = {
  'gmail.com': ['gmial.com', 'gamil.com', 'gmal.com', 'gmai.com', 'gmil.com', 'gnail.com', 'gmaill.com', 'gmail.se', 'gmail.cm'],
  'hotmail.com': ['hotmial.com', 'hotmal.com', 'hotmai.com', 'hotmil.com', 'hotnail.com', 'homtail.com', 'hotmaill.com', 'hotmail.cm'],
  'outlook.com': ['outlok.com', 'outloo.com', 'oulook.com', 'otulook.com', 'outllook.com', 'outlock.com', 'outlook.cm'],
  'icloud.com': ['iclod.com', 'icoud.com', 'iclould.com', 'icluod.com', 'icloud.se', 'icloud.cm'],
  'telia.com': ['teila.com', 'telia.cm'],
};
const RIGHT = new Map(Object.entries(MISWRITTEN).flatMap(([right, wrongs]) => wrongs.map((wrong) => [wrong, right])));
/** The signs that are written without their rings and dots before the @. */
const PLAIN: Readonly<Record<string, string>> = { å: 'a', ä: 'a', ö: 'o', Å: 'A', Ä: 'A', Ö: 'O' };

/** The address that was probably meant (validation §11 "gmial"): a usual provider miswritten, .con for .com, å, ä or ö before the @. Null when it looks right. */
export function meantAddress(written: string): string | null {
  const address = written.trim().normalize('NFC');
  const [, name, domain] = /^([^\s@]+)@([^\s@]+\.[^\s@.]{2,})$/.exec(address) ?? [];
  if (!name || !domain) return null;
  const lower = domain.toLowerCase().replace(/\.(con|cmo|ocm)$/, '.com');
  const right = RIGHT.get(lower) ?? (lower === domain.toLowerCase() ? domain : lower);
  const meant = `${name.replace(/[åäö]/gi, (sign) => PLAIN[sign] ?? sign)}@${right}`;
  return meant === address ? null : meant;
}
