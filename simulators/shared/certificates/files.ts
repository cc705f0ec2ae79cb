import { X509Certificate } from 'node:crypto';
import { existsSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const RENEW_BEFORE = 30 * 86_400_000;

export const readText = (dir: string, file: string) => readFileSync(join(dir, file), 'utf8');

/** Writes a file that is never seen half written. */
export function writeWhole(dir: string, file: string, content: string | Buffer): void {
  const half = join(dir, `.${file}-${process.pid}`);
  writeFileSync(half, content, { mode: 0o600 });
  renameSync(half, join(dir, file));
}

/** As `writeWhole`, but the first writer wins: another simulator starting on the same directory must agree with us. */
export function writeOnce(dir: string, file: string, content: string): void {
  const half = join(dir, `.${file}-${process.pid}`);
  writeFileSync(half, content, { mode: 0o600 });
  try {
    linkSync(half, join(dir, file));
  } catch (error) {
    if (!existsSync(join(dir, file))) throw error;
  } finally {
    rmSync(half, { force: true });
  }
}

/** True when the first certificate of an existing file is about to end. */
export const expires = (dir: string, file: string) =>
  existsSync(join(dir, file)) && Date.parse(new X509Certificate(readText(dir, file)).validTo) < Date.now() + RENEW_BEFORE;
