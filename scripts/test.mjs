import { prepare } from './lib/bootstrap.mjs';

await prepare(import.meta.filename);
// Imported only now: what follows needs the packages and the project's own Node.
const { testCommand } = await import('./lib/test-command.mjs');
await testCommand(process.argv.slice(2));
