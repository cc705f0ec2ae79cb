import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const BUILT = 'dist-web';
const LIMIT = 170_000;

interface Chunk {
  file: string;
  css?: string[];
  assets?: string[];
  imports?: string[];
}

/** Everything the browser fetches to draw a page the first time, by the build's own list: page, scripts, styles and font. */
function firstLoad(page: string): Map<string, number> {
  const chunks = JSON.parse(readFileSync(join(BUILT, '.vite/manifest.json'), 'utf8')) as Record<string, Chunk>;
  const files = new Set(['index.html']);
  const take = (key: string) => {
    const { file, css = [], assets = [], imports = [] } = chunks[key]!;
    if (files.has(file)) return;
    for (const one of [file, ...css, ...assets]) files.add(one);
    imports.forEach(take);
  };
  [`index.html`, page].forEach(take);
  // A font is compressed already; the rest is counted as gzip sends it.
  const size = (file: string) =>
    (file.endsWith('.woff2') ? readFileSync(join(BUILT, file)) : gzipSync(readFileSync(join(BUILT, file)))).length;
  return new Map([...files].map((file) => [file, size(file)]));
}

it('draws the economy overview from at most 170 kB, gzipped, font included', () => {
  const files = firstLoad('src/pages/economy/EconomyPage.tsx');
  expect([...files.keys()].some((file) => file.endsWith('.woff2'))).toBe(true);
  const total = [...files.values()].reduce((sum, size) => sum + size, 0);
  expect(total).toBeGreaterThan(50_000);
  expect(total).toBeLessThanOrEqual(LIMIT);
});

it('leaves the forms out of it', () => {
  const files = [...firstLoad('src/pages/economy/EconomyPage.tsx').keys()].join(' ');
  expect(files).not.toMatch(/EditPage|CostLines|LogIn|EidLogin/);
});
