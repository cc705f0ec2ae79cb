import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import PostalMime from 'postal-mime';
import type { Email } from 'postal-mime';

export interface Envelope {
  from: string;
  to: string[];
  receivedAt: string;
}
export interface Entry extends Envelope {
  id: string;
  subject: string;
  messageId: string;
  size: number;
}

const SUFFIX = '.mail';

/**
 * The received letters, one file each: a line of JSON with the entry, then the letter byte for byte. A file gets its
 * name only when it is whole, so a kill at any moment leaves no half letter behind.
 */
export class MailStore {
  readonly #directory: string;
  /** Oldest first. */
  #entries: Entry[];

  constructor(directory: string) {
    this.#directory = resolve(directory);
    mkdirSync(this.#directory, { recursive: true });
    this.#entries = this.#read();
  }

  async add(raw: Buffer, envelope: Omit<Envelope, 'receivedAt'>): Promise<Entry> {
    const { subject, messageId } = await PostalMime.parse(raw);
    const receivedAt = new Date().toISOString();
    // The time comes first so that the names sort in the order of arrival.
    const id = `${receivedAt.replace(/\D/g, '')}-${randomUUID()}`;
    const entry = { id, receivedAt, ...envelope, subject: subject ?? '', messageId: messageId ?? '', size: raw.length };
    const half = join(this.#directory, `${id}.half`);
    await writeFile(half, Buffer.concat([Buffer.from(`${JSON.stringify(entry)}\n`), raw]));
    await rename(half, this.#file(id));
    this.#entries.push(entry);
    return entry;
  }

  /** Newest first; `to` keeps the letters that have it somewhere in a recipient's address. */
  list(to = ''): Entry[] {
    const wanted = to.trim().toLowerCase();
    return this.#entries.filter((entry) => entry.to.some((address) => address.toLowerCase().includes(wanted))).toReversed();
  }

  find(id: string): Entry | undefined {
    return this.#entries.find((entry) => entry.id === id);
  }

  async raw(entry: Entry): Promise<Buffer> {
    const content = await readFile(this.#file(entry.id));
    return content.subarray(content.indexOf('\n') + 1);
  }

  async parsed(entry: Entry): Promise<Email> {
    return PostalMime.parse(await this.raw(entry));
  }

  clear(): void {
    for (const entry of this.#entries) rmSync(this.#file(entry.id), { force: true });
    this.#entries = [];
  }

  /** How many letters, and which Message-IDs came more than once: the trace of a repeated delivery. */
  stats() {
    const times = new Map<string, number>();
    for (const { messageId } of this.#entries) if (messageId) times.set(messageId, (times.get(messageId) ?? 0) + 1);
    const repeated = Object.fromEntries([...times].filter(([, count]) => count > 1));
    return { messages: this.#entries.length, duplicates: Object.values(repeated).reduce((sum, count) => sum + count - 1, 0), repeated };
  }

  #read(): Entry[] {
    const names = readdirSync(this.#directory).toSorted();
    for (const name of names) if (name.endsWith('.half')) rmSync(join(this.#directory, name), { force: true });
    return names.filter((name) => name.endsWith(SUFFIX)).flatMap((name) => this.#readEntry(join(this.#directory, name)));
  }

  /** A file somebody has changed is set aside rather than stopping the whole mailbox. */
  #readEntry(file: string): Entry[] {
    const content = readFileSync(file);
    try {
      return [JSON.parse(content.subarray(0, content.indexOf('\n')).toString()) as Entry];
    } catch {
      renameSync(file, `${file}.unreadable`);
      return [];
    }
  }

  #file(id: string): string {
    return join(this.#directory, id + SUFFIX);
  }
}
