const PARTICLES = new Set(['af', 'av', 'da', 'dal', 'de', 'del', 'den', 'der', 'di', 'do', 'dos', 'du', 'la', 'le', 'van', 'von', 'zu']);

/** A name for the screen: "KIM VON ESSEN-ÅGREN" as "Kim von Essen-Ågren"; a name that is not all capitals is left as it is. */
export function displayName(name: string): string {
  const tidy = name.normalize('NFC').replace(/\s+/g, ' ').trim();
  if (tidy !== tidy.toLocaleUpperCase('sv')) return tidy;
  return tidy
    .toLocaleLowerCase('sv')
    .split(' ')
    .map((word, at) => (at > 0 && PARTICLES.has(word) ? word : capitalized(word)))
    .join(' ');
}

const capitalized = (word: string): string =>
  word.replace(/(^|[-'’])(\p{L})/gu, (_all, before: string, first: string) => before + first.toLocaleUpperCase('sv'));
