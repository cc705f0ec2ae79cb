import fs from 'node:fs';
import path from 'node:path';
import { root } from './bootstrap.mjs';
import { saysReady, startProgram, waitFor } from './processes.mjs';

/** Starts the BankID simulator; it writes the client certificate and its own root certificate in `<home>/bankid`. */
export async function startBankidSimulator({ home, rpPort, appPort }) {
  const dir = path.join(home, 'bankid');
  const env = { BANKID_SIM_DIR: dir, BANKID_SIM_PORT: rpPort, BANKID_SIM_APP_PORT: appPort };
  const program = await startSimulator({ name: 'bankid', what: 'BankID-simulatorn', home, dir, env });
  return Object.assign(program, {
    dir,
    rp: `https://localhost:${rpPort}/rp/v6.0/`,
    app: `http://localhost:${appPort}/app`,
    page: `http://localhost:${appPort}/`,
  });
}

/** Starts the Freja simulator; it writes the client certificate, its own root and the certificates of its answers in `<home>/freja`. */
export async function startFrejaSimulator({ home, apiPort, appPort }) {
  const dir = path.join(home, 'freja');
  const env = { FREJA_SIM_DIR: dir, FREJA_SIM_PORT: apiPort, FREJA_SIM_APP_PORT: appPort };
  const program = await startSimulator({ name: 'freja', what: 'Freja-simulatorn', home, dir, env });
  return Object.assign(program, {
    dir,
    api: `https://localhost:${apiPort}`,
    app: `http://localhost:${appPort}/app`,
    page: `http://localhost:${appPort}/`,
  });
}

/** Starts the mail sink: takes every mail and shows it on a page; sends nothing on. */
export async function startMailSink({ home, smtpPort, httpPort }) {
  const dir = path.join(home, 'mail');
  const env = { MAIL_SIM_DIR: dir, MAIL_SIM_SMTP_PORT: smtpPort, MAIL_SIM_HTTP_PORT: httpPort };
  const program = await startSimulator({ name: 'mail', what: 'Brevlådan', home, dir, env });
  return Object.assign(program, { smtp: `smtp://127.0.0.1:${smtpPort}`, http: `http://localhost:${httpPort}/` });
}

/** Starts the simulator of 46elks: takes every sms and shows it on a page; sends nothing on. */
export async function startSmsSimulator({ home, port }) {
  const env = { SMS_SIM_PORT: port, SMS_SIM_USERNAME: 'simulator', SMS_SIM_PASSWORD: 'simulator' };
  const program = await startSimulator({ name: 'sms', what: 'Sms-simulatorn', home, dir: path.join(home, 'sms'), env });
  return Object.assign(program, { origin: `http://localhost:${port}`, page: `http://localhost:${port}/` });
}

async function startSimulator({ name, what, home, dir, env }) {
  fs.mkdirSync(dir, { recursive: true });
  const settings = Object.fromEntries(Object.entries(env).map(([key, value]) => [key, String(value)]));
  const program = startProgram({
    name,
    home,
    command: process.execPath,
    args: [path.join(root, 'simulators', name, 'main.ts')],
    env: { ...process.env, ...settings },
  });
  await waitFor(program, what, () => saysReady(program));
  return program;
}
