import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { readEnv } from '../../config/env.js';
import { AllotmentsModule, bookFaults, type Discrepancy, Reconciliation } from '../allotments/index.js';
import { kronor } from '../kernel/money.js';
import { PlatformModule } from '../platform.module.js';

@Module({ imports: [AllotmentsModule] })
class ReconcileModule {}

/**
 * `npm run reconcile`: compares every counter with the ledger and the cases (§9.6). Exit 0 when the books agree, 1 with each
 * discrepancy, 2 when it could not be done. `--freeze` stops bookings where they disagree and lets the others go on.
 */
async function reconcile(freeze: boolean): Promise<number> {
  const app = await NestFactory.createApplicationContext(
    { module: ReconcileModule, imports: [PlatformModule.for(readEnv, 'reconcile')] },
    { logger: ['error'], abortOnError: false },
  );
  try {
    const reconciliation = app.get(Reconciliation);
    const found = await reconciliation.run();
    if (freeze) await reconciliation.freeze(found);
    const { allotments, insatser } = await reconciliation.extent();
    if (found.length === 0) say(`Böckerna stämmer: ${allotments} tilldelningar, ${insatser} insatser`);
    else [`Böckerna stämmer inte på ${found.length} ställen:`, ...found.map(line)].forEach(say);
    if (freeze) say(found.length ? 'Organisationernas medel i de perioderna är nu spärrade. Övriga är öppna.' : 'Inga medel är spärrade.');
    return found.length ? 1 : 0;
  } finally {
    await app.close();
  }
}

const line = ({ what, organization, period, number, counterOre, expectedOre }: Discrepancy): string =>
  `- ${[organization, period, number].filter(Boolean).join(', ')}: ${bookFaults[what]}. Där står ${kronor(counterOre)}, men det ska vara ${kronor(expectedOre)}.`;

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

try {
  process.exitCode = await reconcile(process.argv.includes('--freeze'));
} catch (error) {
  process.stderr.write(`Avstämningen gick inte att göra: ${(error as Error).message}\n`);
  process.exitCode = 2;
}
