import { connect, createServer, type Server, type Socket } from 'node:net';

/** Stands between a process and a service of ours, so that the service can go away, fall silent and come back for that process alone. */
export class Gate {
  private readonly sockets = new Set<Socket>();
  private silent = false;

  private constructor(
    private server: Server,
    private readonly target: URL,
    readonly port: number,
  ) {}

  static async before(service: string): Promise<Gate> {
    const target = new URL(service);
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    const gate = new Gate(server, target, port);
    gate.serve();
    return gate;
  }

  /** The service's address, through the gate. */
  get url(): string {
    const through = new URL(this.target);
    through.hostname = '127.0.0.1';
    through.port = String(this.port);
    return through.href;
  }

  /** As when the service is stopped: connections break and new ones are refused. */
  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** As when it is started again. */
  async open(): Promise<void> {
    this.server = createServer();
    await new Promise<void>((resolve) => this.server.listen(this.port, '127.0.0.1', resolve));
    this.serve();
  }

  /** As when the service hangs: connections stand and nothing is answered, until `speak`. */
  hush(): void {
    this.silent = true;
    for (const socket of this.sockets) socket.pause();
  }

  speak(): void {
    this.silent = false;
    for (const socket of this.sockets) socket.resume();
  }

  private serve(): void {
    this.server.on('connection', (client) => {
      const service = connect(Number(this.target.port), this.target.hostname);
      for (const [from, to] of [[client, service] as const, [service, client] as const]) {
        this.sockets.add(from);
        from.on('data', (bytes) => to.write(bytes));
        from.on('error', () => undefined);
        from.on('close', () => {
          this.sockets.delete(from);
          to.destroy();
        });
        if (this.silent) from.pause();
      }
    });
  }
}
