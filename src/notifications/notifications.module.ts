import { Module } from '@nestjs/common';
import { sendingQueue } from '../kernel/queues.js';
import { Bounces } from './bounces.service.js';
import { Digests } from './digests.service.js';
import { InboxController } from './inbox.controller.js';
import { Inboxes } from './inbox.service.js';
import { MailLinks } from './mail-links.js';
import { MailPagesController } from './mail-pages.controller.js';
import { MailPages } from './mail-pages.service.js';
import { MailsController } from './mails.controller.js';
import { MAIL_QUEUE, Notifications } from './notifications.service.js';
import { OutboxAdmin } from './outbox-admin.service.js';
import { OutboxController } from './outbox.controller.js';

/** To tell people something, to read what one was told, and to see what became of it. */
@Module({
  imports: [sendingQueue(MAIL_QUEUE)],
  controllers: [OutboxController, MailsController, InboxController, MailPagesController],
  providers: [Notifications, OutboxAdmin, Inboxes, Bounces, Digests, MailLinks, MailPages],
  exports: [Notifications, Inboxes, Bounces, Digests, MailLinks],
})
export class NotificationsModule {}
