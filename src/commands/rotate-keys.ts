import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { readEnv } from '../../config/env.js';
// Loaded so that every module has told which columns it seals.
import '../app.module.js';
import { KeyRotation, type Rotated, rotationFaults, sealedColumns, Vault } from '../auth/index.js';
import { PlatformModule } from '../platform.module.js';

@Module({ providers: [KeyRotation, Vault] })
class RotateKeysModule {}

/**
 * `npm run rotate-keys`: seals everything anew with the first key of KEYS and makes every look-up value with the first of LOOKUP_KEY, while the
 * portal runs. Exit 0 when nothing is left under an older key, 1 with what could not be moved (it is left as it was), 2 when it could not be
 * done. Interrupted, it is run again.
 */
async function rotateKeys(): Promise<number> {
  const app = await NestFactory.createApplicationContext(
    { module: RotateKeysModule, imports: [PlatformModule.for(readEnv, 'rotate-keys')] },
    { logger: ['error'], abortOnError: false },
  );
  try {
    let left = 0;
    for (const [name, column] of sealedColumns) {
      const result = await app.get(KeyRotation).run(column);
      for (const line of lines(name, result)) say(line);
      left += [...result.left.values()].reduce((sum, count) => sum + count, 0);
    }
    say(
      left
        ? 'Ta inte bort någon gammal nyckel än: något är kvar under den.'
        : 'Allt ligger under de första nycklarna. De äldre kan tas bort.',
    );
    return left ? 1 : 0;
  } finally {
    await app.close();
  }
}

const lines = (name: string, { rows, moved, left }: Rotated): string[] => [
  `${name}: ${rows} rader, ${moved} flyttade`,
  ...[...left].map(([fault, count]) => `- ${name}: ${count} rader ${rotationFaults[fault]}. De är orörda.`),
];

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

try {
  process.exitCode = await rotateKeys();
} catch (error) {
  process.stderr.write(`Nycklarna gick inte att byta: ${(error as Error).message}\n`);
  process.exitCode = 2;
}
