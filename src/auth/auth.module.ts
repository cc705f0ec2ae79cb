import { Module } from '@nestjs/common';
import { NotificationsModule } from '../notifications/index.js';
import { AuthJobs } from './auth.jobs.js';
import { BankIdClient } from './bankid.client.js';
import { BankIdEvidence } from './bankid.evidence.js';
import { BankIdProvider } from './bankid.provider.js';
import { ContactChanges } from './contact-changes.service.js';
import { ContactCodes } from './contact-codes.service.js';
import { ContactJobs } from './contact.jobs.js';
import { ContactsController } from './contacts.controller.js';
import { Contacts } from './contacts.service.js';
import { BankIdController, FrejaController } from './eid.controller.js';
import { EidProviders } from './eid.providers.js';
import { BankIdStrategy, FrejaStrategy } from './eid.strategy.js';
import { EidOrders } from './eid-orders.service.js';
import { FrejaClient } from './freja.client.js';
import { FrejaProvider } from './freja.provider.js';
import { LogInLimits } from './log-in.limits.js';
import { Persons } from './persons.service.js';
import { Sessions } from './sessions.service.js';
import { Vault } from './vault.js';

const bankid = [BankIdClient, BankIdEvidence, BankIdProvider, BankIdStrategy];
const contacts = [Contacts, ContactChanges, ContactCodes, ContactJobs];
const freja = [FrejaClient, FrejaProvider, FrejaStrategy];

@Module({
  imports: [NotificationsModule],
  controllers: [BankIdController, FrejaController, ContactsController],
  providers: [AuthJobs, ...bankid, ...freja, ...contacts, EidProviders, EidOrders, LogInLimits, Persons, Sessions, Vault],
  exports: [Contacts, EidOrders, Persons, Sessions, Vault],
})
export class AuthModule {}
