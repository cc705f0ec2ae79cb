import { Module } from '@nestjs/common';
import { workingQueue } from '../kernel/queues.js';
import { Delivery } from './delivery.service.js';
import { Elks } from './elks.js';
import { Envelope } from './envelope.service.js';
import { MailJobs } from './mail.jobs.js';
import { MAIL_QUEUE, SMS_QUEUE } from './notifications.service.js';
import { Outbox } from './outbox.service.js';
import { SmsDelivery } from './sms-delivery.service.js';
import { SmsJobs } from './sms.jobs.js';
import { Smtp } from './smtp.js';

/** Takes what Notifications wrote to the mail server and the sms provider. Only in the worker. */
@Module({
  imports: [workingQueue(MAIL_QUEUE), workingQueue(SMS_QUEUE)],
  providers: [Outbox, Envelope, Smtp, Delivery, MailJobs, Elks, SmsDelivery, SmsJobs],
})
export class DeliveryModule {}
