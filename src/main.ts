import { readEnv } from '../config/env.js';
import { drainOnSignal } from './drain.js';
import { createApp } from './setup.js';

const env = readEnv();
const app = await createApp(env);
await app.listen(env.PORT, env.HOST);
drainOnSignal(app);
