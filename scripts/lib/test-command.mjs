import { printFault, step } from './console.mjs';
import { startTestServices, stopKeptServices } from './test-services.mjs';

export async function testCommand(args) {
  try {
    if (args.includes('--stop')) return void (await stopKeptServices(), step('Testtjänsterna är stoppade'));
    const services = await startTestServices({ keep: args.includes('--keep') });
    if (args.includes('--services-only')) {
      for (const [key, value] of Object.entries(services.env)) console.log(`export ${key}=${value}`);
      return;
    }
  } catch (error) {
    printFault(error);
    process.exitCode = 1;
  }
}
