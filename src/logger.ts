import type { LoggerService } from '@nestjs/common';
import { type DestinationStream, type Logger, pino } from 'pino';

const STDOUT = 1;
const WARN = 40;
const BATCH_BYTES = 4_096;
const LONGEST_WAIT_MS = 100;

/**
 * JSON lines on standard output (or `to`), without personal data: what is logged is chosen field by field, never whole requests.
 * Lines are written beside the work, a few at a time when there are many; warnings and errors at once, with all that came before.
 */
export function jsonLog(level: string, to?: DestinationStream): Logger {
  const out = to ?? pino.destination({ dest: STDOUT, sync: false, minLength: BATCH_BYTES, periodicFlush: LONGEST_WAIT_MS });
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      hooks: {
        logMethod(args, method, severity) {
          method.apply(this, args);
          if (severity >= WARN && 'flushSync' in out) (out as { flushSync: () => void }).flushSync();
        },
      },
    },
    out,
  );
}

/** Bull leaves promises behind when Redis goes away in the middle of things; the work itself never depends on them. */
export function outliveStrayPromises(log: Logger): void {
  process.on('unhandledRejection', (reason) => {
    const { name, code, stack } = reason as { name?: string; code?: string; stack?: string };
    log.error({ msg: 'ett löfte bröts', name, code, where: stack?.split('\n').slice(1, 6) });
  });
}

/** What Nest tells about its own start, a line for each route and module. */
const CHATTER = new Set(['RouterExplorer', 'RoutesResolver', 'InstanceLoader', 'NestFactory']);

/** Lets Nest write to the same log. */
export class NestLog implements LoggerService {
  constructor(private readonly to: Logger) {}

  log = (message: unknown, ...more: unknown[]): void => this.write(CHATTER.has(String(more.at(-1))) ? 'debug' : 'info', message, more);
  error = (message: unknown, ...more: unknown[]): void => this.write('error', message, more);
  warn = (message: unknown, ...more: unknown[]): void => this.write('warn', message, more);
  debug = (message: unknown, ...more: unknown[]): void => this.write('debug', message, more);
  verbose = (message: unknown, ...more: unknown[]): void => this.write('debug', message, more);
  fatal = (message: unknown, ...more: unknown[]): void => this.write('fatal', message, more);

  private write(level: 'info' | 'error' | 'warn' | 'debug' | 'fatal', message: unknown, more: unknown[]): void {
    const from = more.at(-1);
    const line = typeof message === 'object' && message !== null && !(message instanceof Error) ? message : { msg: String(message) };
    const stack = more.length > 1 && typeof more[0] === 'string' ? { stack: more[0] } : {};
    this.to[level]({ ...line, ...stack, ...(typeof from === 'string' ? { from } : {}) });
  }
}
