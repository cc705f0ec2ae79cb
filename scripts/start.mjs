import { prepare } from './lib/bootstrap.mjs';

await prepare(import.meta.filename);
// Imported only now: what follows needs the packages and the project's own Node.
const { startCommand } = await import('./lib/start-command.mjs');
await startCommand();
