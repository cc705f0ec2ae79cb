import { InjectQueue } from '@nestjs/bull';
import { Injectable } from '@nestjs/common';
import type { Queue } from 'bull';
import { Db } from '../kernel/db.js';
import type { Reading } from '../kernel/metrics.js';
import { instant } from '../kernel/sql.js';
import { MAIL_QUEUE } from './notifications.service.js';

/** Cheap also when millions have been sent: partial indexes, and ids that grow with time. */
const BACKLOG = `select json_build_object(
  'waiting', (select count(*)::int from outbox where status in ('pending', 'sending')),
  'failed', (select count(*)::int from outbox where status = 'failed') + (select count(*)::int from outbox where status = 'unknown'),
  'oldestSeconds', (select coalesce(floor(extract(epoch from now() - min(coalesce(retried_at, created_at)))), 0)::int from outbox where status in ('pending', 'sending')),
  'lastSentAt', (select ${instant('o.sent_at')} from outbox o where o.status = 'sent' and o.channel = 'email' order by o.id desc limit 1))`;

/** What waits to be sent, what failed or is unknown (the dead letters), and when the mail server last took something. */
export interface Backlog {
  waiting: number;
  failed: number;
  oldestSeconds: number;
  lastSentAt: string | null;
}

/** How the outbox is, asked of PostgreSQL. */
export const backlogOf = (db: Db): Promise<Backlog> => db.read({ kind: 'system' }, 'outbox-backlog', BACKLOG);

/** The same for monitoring. */
export async function backlogReadings(db: Db): Promise<Reading[]> {
  const { waiting, failed, oldestSeconds } = await backlogOf(db);
  return [
    { gauge: 'outbox_messages', labels: { status: 'waiting' }, value: waiting },
    { gauge: 'outbox_messages', labels: { status: 'failed' }, value: failed },
    { gauge: 'outbox_oldest_seconds', value: oldestSeconds },
  ];
}

/** How sending is, for the operations page. */
@Injectable()
export class OutboxHealth {
  constructor(
    private readonly db: Db,
    @InjectQueue(MAIL_QUEUE) private readonly queue: Queue,
  ) {}

  backlog(): Promise<Backlog> {
    return backlogOf(this.db);
  }

  /** Whether Redis answers. Without it mails are only later. */
  redis(): Promise<boolean> {
    return this.queue.client.ping().then(
      () => true,
      () => false,
    );
  }
}
