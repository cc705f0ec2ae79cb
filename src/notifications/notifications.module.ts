import { Module } from '@nestjs/common';
import { sendingQueue } from '../kernel/queues.js';
import { Elks } from './elks.js';
import { Envelope } from './envelope.service.js';
import { MailsController } from './mails.controller.js';
import { MAIL_QUEUE, Notifications, SMS_QUEUE } from './notifications.service.js';
import { OutboxAdmin } from './outbox-admin.service.js';
import { OutboxController } from './outbox.controller.js';
import { SmsReportsController } from './sms-reports.controller.js';
import { SmsReports } from './sms-reports.service.js';

/** To tell people something, and to see what became of it. */
@Module({
  imports: [sendingQueue(MAIL_QUEUE), sendingQueue(SMS_QUEUE)],
  controllers: [OutboxController, MailsController, SmsReportsController],
  providers: [Notifications, Envelope, OutboxAdmin, Elks, SmsReports],
  exports: [Notifications],
})
export class NotificationsModule {}
