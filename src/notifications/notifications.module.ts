import { Module } from '@nestjs/common';
import { sendingQueue } from '../kernel/queues.js';
import { MailsController } from './mails.controller.js';
import { MAIL_QUEUE, Notifications } from './notifications.service.js';
import { OutboxAdmin } from './outbox-admin.service.js';
import { OutboxController } from './outbox.controller.js';
import './mails.extract.js';

/** To tell people something, and to see what became of it. */
@Module({
  imports: [sendingQueue(MAIL_QUEUE)],
  controllers: [OutboxController, MailsController],
  providers: [Notifications, OutboxAdmin],
  exports: [Notifications],
})
export class NotificationsModule {}
