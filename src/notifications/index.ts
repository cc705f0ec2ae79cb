export { DeliveryModule } from './delivery.module.js';
export { layout } from './mail.layout.js';
export { type Letter, mailTemplates, type NewMail, registerMail } from './mail.js';
export { NotificationsModule } from './notifications.module.js';
export { Notifications } from './notifications.service.js';
export { type NewSms, registerSms, smsTemplates } from './sms.js';
