import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { savedEnvironment } from './lib/development-environment.mjs';

// Runs one of src/commands: with the settings of the environment, else with those of the `npm start` of this folder.
const [name, ...args] = process.argv.slice(2);
const file = path.join('dist/src/commands', `${name}.js`);
const env = process.env.DATABASE_URL ? process.env : { ...savedEnvironment(), ...process.env };
if (!fs.existsSync(file) || !env.DATABASE_URL) {
  console.error('Kör npm start först (eller bygg med npm run build och sätt DATABASE_URL med flera, se config/env.ts).');
  process.exit(1);
}
const child = spawn(process.execPath, ['--enable-source-maps', file, ...args], { stdio: 'inherit', env });
child.on('close', (code) => process.exit(code ?? 1));
