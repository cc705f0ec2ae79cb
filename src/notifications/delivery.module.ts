import { Module } from '@nestjs/common';
import { workingQueue } from '../kernel/queues.js';
import { Delivery } from './delivery.service.js';
import { MailJobs } from './mail.jobs.js';
import { MAIL_QUEUE } from './notifications.service.js';
import { OutboxMetrics } from './outbox.metrics.js';
import { Outbox } from './outbox.service.js';
import { Smtp } from './smtp.js';

/** Takes what Notifications wrote to the mail server. Only in the worker. */
@Module({ imports: [workingQueue(MAIL_QUEUE)], providers: [Outbox, OutboxMetrics, Smtp, Delivery, MailJobs] })
export class DeliveryModule {}
