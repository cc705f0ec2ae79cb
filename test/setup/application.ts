import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { testApp } from './app.js';
import { Cases } from './cases.js';
import { World } from './world.js';

/** The application of a test file, with a world to people it and the steps of the main job; there from the first test to the last. */
export interface Application {
  app: NestFastifyApplication;
  world: World;
  cases: Cases;
}

/** Starts the application before the file's first test and stops it after the last, on the worker's database or one of the file's own. Call it once, at the top of the file. */
export function application(database?: () => Promise<string>): Application {
  const on = {} as Application;
  beforeAll(async () => {
    const url = await database?.();
    on.world = await World.open(url);
    on.app = await testApp(url ? { DATABASE_URL: url } : {});
    on.cases = new Cases(on.app, on.world);
  });
  afterAll(async () => {
    await on.world.close();
    await on.app.close();
  });
  return on;
}
