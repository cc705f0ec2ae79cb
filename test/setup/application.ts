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

/** Starts the application before the file's first test and stops it after the last. Call it once, at the top of the file. */
export function application(): Application {
  const on = {} as Application;
  beforeAll(async () => {
    on.world = await World.open();
    on.app = await testApp();
    on.cases = new Cases(on.app, on.world);
  });
  afterAll(async () => {
    await on.world.close();
    await on.app.close();
  });
  return on;
}
