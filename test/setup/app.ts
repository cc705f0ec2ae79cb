import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from '../../src/setup.js';
import { testEnv } from './env.js';

/** Starts the whole application as main.ts does, without a port; `lines` collects its log. Close it in afterAll. */
export async function testApp(over: Record<string, string> = {}, lines?: string[]): Promise<NestFastifyApplication> {
  const env = await testEnv({ ...(lines ? { LOG_LEVEL: 'debug' } : {}), ...over });
  return createApp(env, lines && { write: (line) => void lines.push(line) });
}
