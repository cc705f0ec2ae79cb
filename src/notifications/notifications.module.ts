import { Module } from '@nestjs/common';
import { sendingQueue } from '../kernel/queues.js';
import { Bounces } from './bounces.service.js';
import { Digests } from './digests.service.js';
import { Elks } from './elks.js';
import { Envelope } from './envelope.service.js';
import { InboxController } from './inbox.controller.js';
import { Inboxes } from './inbox.service.js';
import { MailLinks } from './mail-links.js';
import { MailPagesController } from './mail-pages.controller.js';
import { MailPages } from './mail-pages.service.js';
import { MailsController } from './mails.controller.js';
import { MAIL_QUEUE, Notifications, SMS_QUEUE } from './notifications.service.js';
import { OutboxAdmin } from './outbox-admin.service.js';
import { OutboxHealth } from './outbox.health.js';
import { OutboxController } from './outbox.controller.js';
import { SmsReportsController } from './sms-reports.controller.js';
import { SmsReports } from './sms-reports.service.js';
import './mails.extract.js';

/** To tell people something, to read what one was told, and to see what became of it. */
@Module({
  imports: [sendingQueue(MAIL_QUEUE), sendingQueue(SMS_QUEUE)],
  controllers: [OutboxController, MailsController, InboxController, MailPagesController, SmsReportsController],
  providers: [Notifications, Envelope, OutboxAdmin, OutboxHealth, Inboxes, Bounces, Digests, MailLinks, MailPages, Elks, SmsReports],
  exports: [Notifications, OutboxHealth, Inboxes, Bounces, Digests, MailLinks],
})
export class NotificationsModule {}
