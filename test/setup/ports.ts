import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * A port for a process that is started later. Below those that the system deals out by itself, so that no connection made meanwhile gets
 * it; drawn again when somebody listens there.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(10_000, 32_000);
    const server = createServer().listen(port, '127.0.0.1');
    const isOurs = await once(server, 'listening').then(
      () => true,
      () => false,
    );
    if (!isOurs) continue;
    await new Promise((resolve) => server.close(resolve));
    return port;
  }
}
