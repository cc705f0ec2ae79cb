/** The first that fits names the browser; Edge, Opera and Samsung's say Chrome as well, and every iPhone's says Safari. */
const browsers: readonly (readonly [RegExp, string])[] = [
  [/Edg(?:e|A|iOS)?\//, 'Edge'],
  [/OPR\/|OPT\/|Opera/, 'Opera'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\/|Chromium\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const systems: readonly (readonly [RegExp, string])[] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Macintosh|Mac OS X/, 'Mac'],
  [/CrOS/, 'Chromebook'],
  [/Linux/, 'Linux'],
];

const words = {
  sv: { on: 'på', browser: 'Webbläsare', unknown: 'Okänd enhet' },
  en: { on: 'on', browser: 'Browser', unknown: 'Unknown device' },
} as const;

/** A browser in words, "Chrome på Windows"; what it says about itself is a hint to its owner and proves nothing. */
export function deviceWords(userAgent: string | null, language: keyof typeof words = 'sv'): string {
  const word = words[language];
  const named = (table: typeof browsers): string | undefined => table.find(([sign]) => sign.test(userAgent ?? ''))?.[1];
  const [browser, system] = [named(browsers), named(systems)];
  if (browser && system) return `${browser} ${word.on} ${system}`;
  return browser ?? (system ? `${word.browser} ${word.on} ${system}` : word.unknown);
}
