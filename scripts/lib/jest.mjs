import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { root } from './bootstrap.mjs';
import { groupFiles } from './test-groups.mjs';

const MINUTE = 60_000;

/**
 * Runs some of the projects in jest.config.mjs (with `some` only on the given files) and tells how many tests passed, failed and were skipped.
 * A file that cannot be loaded, and a Jest that ends badly for any other reason, count as failures.
 */
export async function runJest(kind) {
  const { projects, files, some = false, grouped = false, env = {}, named, serial = false, testTimeout, minutes = some ? 60 : 35 } = kind;
  const report = path.join(root, `.data/test/jest-${process.pid}.json`);
  fs.mkdirSync(path.dirname(report), { recursive: true });
  fs.rmSync(report, { force: true });
  const options = ['--json', `--outputFile=${report}`, ...(serial ? ['--runInBand'] : [])];
  if (testTimeout) options.push(`--testTimeout=${testTimeout}`);
  if (named) options.push('-t', named);
  const exact = some ? files : grouped ? groupFiles(files) : [];
  const patterns = exact.length ? ['--testPathPatterns', ...exact.map((file) => `${file.replaceAll('.', '\\.')}$`)] : [];
  const ok = await run([...options, '--selectProjects', ...projects, ...patterns], env, minutes);
  const result = readReport(report);
  if (!result) return { passed: 0, failed: 1, skipped: 0 };
  const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
  return { passed: result.numPassedTests, failed: !ok && failed === 0 ? 1 : failed, skipped: result.numPendingTests + result.numTodoTests };
}

function run(args, env, minutes) {
  const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  const jest = spawn(process.execPath, [...flags, path.join(root, 'node_modules/jest/bin/jest.js'), ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    // Jest reports on stderr; its stdout would only repeat the report that it also writes to the file.
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const limit = setTimeout(() => {
    console.error(
      `Jest blev inte klart på ${minutes} minuter och avbryts. Troligen lämnar ett test en anslutning öppen eller väntar på något.`,
    );
    jest.kill('SIGKILL');
  }, minutes * MINUTE);
  const passOn = (signal) => jest.kill(signal);
  process.once('SIGTERM', passOn);
  return new Promise((resolve) => {
    jest.on('close', (code) => {
      clearTimeout(limit);
      process.off('SIGTERM', passOn);
      resolve(code === 0);
    });
  });
}

function readReport(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return undefined; // Jest ended before it had anything to tell
  } finally {
    fs.rmSync(file, { force: true });
  }
}
