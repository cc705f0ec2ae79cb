import { InjectQueue, Process, Processor } from '@nestjs/bull';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Job, Queue } from 'bull';
import { tellQuietly, workOf } from '../kernel/queues.js';
import { Scheduled } from '../kernel/scheduled.js';
import { InvitationExpiry } from './invitation-expiry.service.js';
import { EXPIRY_QUEUE, type ExpiryJob } from './invitation-sending.service.js';

/** A job of its own closes each invitation five minutes into the day after its last one; the sweep finds those whose job was lost. */
@Injectable()
@Processor(workOf(EXPIRY_QUEUE))
export class InvitationJobs implements OnModuleInit {
  constructor(
    private readonly expiry: InvitationExpiry,
    @InjectQueue(workOf(EXPIRY_QUEUE)) private readonly queue: Queue<ExpiryJob>,
  ) {}

  onModuleInit(): void {
    tellQuietly(this.queue);
  }

  @Process()
  async expire({ data }: Job<ExpiryJob>): Promise<void> {
    if (/^[0-9a-f-]{36}$/.test(data.invitationId)) await this.expiry.expire(data.invitationId);
  }

  @Scheduled({ name: 'invitation-sweep', everySeconds: 3600 })
  async sweep(): Promise<void> {
    await this.expiry.expireOverdue();
    await this.expiry.closeJoined();
  }

  /** Asked each minute, so that they leave at 07:00. */
  @Scheduled({ name: 'invitation-reminders', everySeconds: 60 })
  async remind(): Promise<void> {
    await this.expiry.remind();
    await this.expiry.askAgain();
  }

  @Scheduled({ name: 'invitation-erasure', everySeconds: 3600 })
  forget(): Promise<void> {
    return this.expiry.forget();
  }

  @Scheduled({ name: 'invitation-bounces', everySeconds: 60 })
  noteBounces(): Promise<void> {
    return this.expiry.noteBounces();
  }
}
