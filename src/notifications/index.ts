export { OutboxHealth } from './outbox.health.js';
export { DeliveryModule } from './delivery.module.js';
export { Inboxes } from './inbox.service.js';
export { layout } from './mail.layout.js';
export { type Letter, mailSecrets, mailTemplates, type NewMail, type NewNotice, registerMail } from './mail.js';
export { type NoticeType } from './notice-types.js';
export { NotificationsModule } from './notifications.module.js';
export { Notifications } from './notifications.service.js';
export { type NewSms, registerSms, smsTemplates } from './sms.js';
