import { Module } from '@nestjs/common';
import { workingQueue } from '../kernel/queues.js';
import { Delivery } from './delivery.service.js';
import { Elks } from './elks.js';
import { Envelope } from './envelope.service.js';
import { MailJobs } from './mail.jobs.js';
import { NotificationJobs } from './notification.jobs.js';
import { NotificationsModule } from './notifications.module.js';
import { MAIL_QUEUE, SMS_QUEUE } from './notifications.service.js';
import { OutboxMetrics } from './outbox.metrics.js';
import { Outbox } from './outbox.service.js';
import { SmsDelivery } from './sms-delivery.service.js';
import { SmsJobs } from './sms.jobs.js';
import { Smtp } from './smtp.js';

/** Takes what Notifications wrote to the mail server and the sms provider, sums up the day, and forgets what is old. Only in the worker. */
@Module({
  imports: [workingQueue(MAIL_QUEUE), workingQueue(SMS_QUEUE), NotificationsModule],
  providers: [Outbox, OutboxMetrics, Envelope, Smtp, Delivery, MailJobs, Elks, SmsDelivery, SmsJobs, NotificationJobs],
})
export class DeliveryModule {}
