import { InjectQueue, Process, Processor } from '@nestjs/bull';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Job, Queue } from 'bull';
import { tellQuietly, workOf } from '../kernel/queues.js';
import { Scheduled } from '../kernel/scheduled.js';
import { Delivery } from './delivery.service.js';
import { MAIL_QUEUE, type MailJob } from './notifications.service.js';
import { SMTP_CONNECTIONS } from './smtp.js';

/** The queue `mail` makes a mail leave at once; the sweep finds every mail that no job came for. */
@Injectable()
@Processor(workOf(MAIL_QUEUE))
export class MailJobs implements OnModuleInit {
  constructor(
    private readonly delivery: Delivery,
    @InjectQueue(workOf(MAIL_QUEUE)) private readonly queue: Queue<MailJob>,
  ) {}

  onModuleInit(): void {
    tellQuietly(this.queue);
  }

  @Process({ concurrency: SMTP_CONNECTIONS })
  async deliver({ data }: Job<MailJob>): Promise<void> {
    if (/^[0-9a-f-]{36}$/.test(data.outboxId)) await this.delivery.deliver(data.outboxId);
  }

  @Scheduled({ name: 'mail-sweep', everySeconds: 1 })
  sweep(): void {
    this.delivery.sweep();
  }
}
