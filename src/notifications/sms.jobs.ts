import { InjectQueue, Process, Processor } from '@nestjs/bull';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Job, Queue } from 'bull';
import { tellQuietly, workOf } from '../kernel/queues.js';
import { Scheduled } from '../kernel/scheduled.js';
import { type MailJob, SMS_QUEUE } from './notifications.service.js';
import { SMS_CONNECTIONS, SmsDelivery } from './sms-delivery.service.js';

/** The queue `sms` makes an sms leave at once; the sweep finds every one that no job came for. */
@Injectable()
@Processor(workOf(SMS_QUEUE))
export class SmsJobs implements OnModuleInit {
  constructor(
    private readonly delivery: SmsDelivery,
    @InjectQueue(workOf(SMS_QUEUE)) private readonly queue: Queue<MailJob>,
  ) {}

  onModuleInit(): void {
    tellQuietly(this.queue);
  }

  @Process({ concurrency: SMS_CONNECTIONS })
  async deliver({ data }: Job<MailJob>): Promise<void> {
    if (/^[0-9a-f-]{36}$/.test(data.outboxId)) await this.delivery.deliver(data.outboxId);
  }

  @Scheduled({ name: 'sms-sweep', everySeconds: 1 })
  sweep(): void {
    this.delivery.sweep();
  }
}
