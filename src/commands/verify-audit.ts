import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { NestFactory } from '@nestjs/core';
import { readEnv } from '../../config/env.js';
import { chainFaults, type Head, verifyChain } from '../kernel/audit-chain.js';
import { Db } from '../kernel/db.js';
import { PlatformModule } from '../platform.module.js';

const FIRST = '00000000-0000-0000-0000-000000000000';
const ORGANIZATIONS = `select coalesce(json_agg(json_build_object('id', o.id, 'orgNumber', o.org_number, 'name', o.name) order by o.id), '[]')
  from (select * from organization where id > $1 and ($2::text[] is null or org_number = any($2)) order by id limit 500) o`;

interface Wish {
  /** Organisation numbers, ten digits; null means every organisation. */
  named: string[] | null;
  /** Print the ends of the chains. */
  heads: boolean;
  /** A file with ends that were printed earlier. */
  against?: string;
}

/**
 * `npm run verify-audit -- [organisationsnummer …]`: follows the audit chain of every organisation, or of those named. Exit 0 when
 * they all hold, 1 with each fault, 2 when it could not be done. `--heads` also prints the ends of the chains as a line of JSON, to
 * be kept outside the database; `--against <file>` with such a line finds a past that was rewritten whole since then.
 */
async function verifyAudit({ named, heads: wanted, against }: Wish): Promise<number> {
  const anchors = new Map(against ? readHeads(against).map((head) => [head.organizationId, head]) : []);
  const app = await NestFactory.createApplicationContext(PlatformModule.for(readEnv, 'verify-audit'), {
    logger: ['error'],
    abortOnError: false,
  });
  try {
    const db = app.get(Db);
    const heads: Head[] = [];
    let [events, broken] = [0, 0];
    for await (const { id, orgNumber, name } of organizations(db, named)) {
      const chain = await verifyChain(db, id, anchors.get(id));
      anchors.delete(id);
      heads.push(chain.head);
      events += chain.events;
      if (!chain.fault) continue;
      broken += 1;
      say(`- ${name} (${orgNumber}), händelse ${chain.fault.seq}: ${chainFaults[chain.fault.what]}`);
    }
    if (named && heads.length < named.length) throw new Error('någon av organisationerna finns inte');
    const lost = named ? [] : [...anchors.keys()];
    for (const id of lost) say(`- ${id}: organisationen är förankrad men finns inte`);
    say(`${events} händelser, ${heads.length} organisationer${broken ? `, ${broken} brutna kedjor` : ''}`);
    if (wanted) say(JSON.stringify({ heads }));
    return broken + lost.length ? 1 : 0;
  } finally {
    await app.close();
  }
}

async function* organizations(db: Db, named: string[] | null) {
  for (let after = FIRST; ;) {
    const page = await db.read<{ id: string; orgNumber: string; name: string }[]>(
      { kind: 'system' },
      'audit-organizations',
      ORGANIZATIONS,
      [after, named],
    );
    if (!page.length) return;
    yield* page;
    after = page.at(-1)!.id;
  }
}

/** The last line of the file that holds heads, so a log of many runs will do. */
function readHeads(file: string): Head[] {
  const line = readFileSync(file, 'utf8')
    .split('\n')
    .findLast((text) => text.startsWith('{"heads":'));
  if (!line) throw new Error(`${file} har ingen rad som börjar med {"heads":`);
  return (JSON.parse(line) as { heads: Head[] }).heads;
}

function readArguments(): Wish {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { heads: { type: 'boolean', default: false }, against: { type: 'string' } },
  });
  const numbers = positionals.map((number) => number.replace('-', ''));
  const wrong = numbers.find((number) => !/^\d{10}$/.test(number));
  if (wrong) throw new Error(`${wrong} är inte ett organisationsnummer`);
  return { ...values, named: numbers.length ? [...new Set(numbers)] : null };
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

try {
  process.exitCode = await verifyAudit(readArguments());
} catch (error) {
  process.stderr.write(`Kedjorna gick inte att kontrollera: ${(error as Error).message}\n`);
  process.exitCode = 2;
}
