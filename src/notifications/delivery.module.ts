import { Module } from '@nestjs/common';
import { workingQueue } from '../kernel/queues.js';
import { Delivery } from './delivery.service.js';
import { MailJobs } from './mail.jobs.js';
import { NotificationJobs } from './notification.jobs.js';
import { NotificationsModule } from './notifications.module.js';
import { MAIL_QUEUE } from './notifications.service.js';
import { Outbox } from './outbox.service.js';
import { Smtp } from './smtp.js';

/** Takes what Notifications wrote to the mail server, sums up the day, and forgets what is old. Only in the worker. */
@Module({ imports: [workingQueue(MAIL_QUEUE), NotificationsModule], providers: [Outbox, Smtp, Delivery, MailJobs, NotificationJobs] })
export class DeliveryModule {}
