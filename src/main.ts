import { readEnv } from '../config/env.js';
import { drainOnSignal } from './drain.js';
import { jsonLog, outliveStrayPromises } from './logger.js';
import { serveMetrics } from './metrics.js';
import { createApp } from './setup.js';

const env = readEnv();
outliveStrayPromises(jsonLog(env.LOG_LEVEL));
const app = await createApp(env);
await serveMetrics(app, env);
await app.listen(env.PORT, env.HOST);
drainOnSignal(app);
process.stdout.write(`${JSON.stringify({ ready: true, process: 'web', pid: process.pid, url: await app.getUrl() })}\n`);
