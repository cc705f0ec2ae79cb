import { writeFileSync } from 'node:fs';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { readEnv } from '../../config/env.js';
import { AppModule } from '../app.module.js';
import { apiDocument } from '../openapi.js';
import { nameRoutes } from '../setup.js';

/** Writes the contract of the API to openapi.json (or the file named). Starts nothing: neither database nor settings are needed. */
const app = await NestFactory.create<NestFastifyApplication>(AppModule.for(readEnv), new FastifyAdapter(), {
  preview: true,
  logger: ['error'],
  abortOnError: false,
});
nameRoutes(app);
const document = apiDocument(app);
writeFileSync(process.argv[2] ?? 'openapi.json', `${JSON.stringify(document, null, 2)}\n`);
process.exit(0);
