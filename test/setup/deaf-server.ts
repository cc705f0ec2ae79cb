import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

const LISTEN = `const s = require('net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => console.log(s.address().port))`;

/** A server that swallows packets: its process is stopped and its queue of connections full, so the next one is never made. */
export class DeafServer {
  private constructor(
    private readonly process: ChildProcess,
    private readonly queue: Socket[],
    readonly url: string,
  ) {}

  static async open(): Promise<DeafServer> {
    const child = spawn(process.execPath, ['-e', LISTEN], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const port = Number(line.toString());
    child.kill('SIGSTOP');
    const queue = [1, 2, 3, 4].map(() => connect(port, '127.0.0.1').on('error', () => undefined));
    await Promise.all(queue.slice(0, 2).map((socket) => once(socket, 'connect')));
    return new DeafServer(child, queue, `http://127.0.0.1:${port}`);
  }

  async close(): Promise<void> {
    for (const socket of this.queue) socket.destroy();
    this.process.kill('SIGKILL');
    await once(this.process, 'exit');
  }
}
