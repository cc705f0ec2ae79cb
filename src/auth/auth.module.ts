import { Module } from '@nestjs/common';
import { NotificationsModule } from '../notifications/index.js';
import { AuthJobs } from './auth.jobs.js';
import { BankIdClient } from './bankid.client.js';
import { BankIdEvidence } from './bankid.evidence.js';
import { BankIdProvider } from './bankid.provider.js';
import { BankIdReturnController } from './bankid-return.controller.js';
import { ContactChanges } from './contact-changes.service.js';
import { ContactCodes } from './contact-codes.service.js';
import { ContactJobs } from './contact.jobs.js';
import { ContactsController } from './contacts.controller.js';
import { Contacts } from './contacts.service.js';
import { Devices } from './devices.service.js';
import { BankIdController, FrejaController } from './eid.controller.js';
import { EidHealth } from './eid.health.js';
import { EidProviders } from './eid.providers.js';
import { BankIdStrategy, FrejaStrategy } from './eid.strategy.js';
import { EidOrderStore } from './eid-order.store.js';
import { EidReturns } from './eid-returns.service.js';
import { EidOrders } from './eid-orders.service.js';
import { FrejaClient } from './freja.client.js';
import { FrejaProvider } from './freja.provider.js';
import { KeyCheck } from './key-check.js';
import { LogInLimits } from './log-in.limits.js';
import { NumberViews } from './number-views.service.js';
import { OidcClient } from './oidc.client.js';
import { OidcController } from './oidc.controller.js';
import { OidcLogIns } from './oidc.service.js';
import { Persons } from './persons.service.js';
import { Sessions } from './sessions.service.js';
import { SignatureBook } from './signature-book.service.js';
import { SignatureOrderController } from './signature-order.controller.js';
import { SignatureReading } from './signature-reading.service.js';
import { AdminSignaturesController, SignaturesController } from './signatures.controller.js';
import { Signatures } from './signatures.service.js';
import { Vault } from './vault.js';
import './auth.extract.js';

const bankid = [BankIdClient, BankIdEvidence, BankIdProvider, BankIdStrategy, EidReturns];
const contacts = [Contacts, ContactChanges, ContactCodes, ContactJobs];
const freja = [FrejaClient, FrejaProvider, FrejaStrategy];
const oidc = [OidcClient, OidcLogIns];
const sessions = [
  AuthJobs,
  Devices,
  EidHealth,
  EidProviders,
  EidOrderStore,
  EidOrders,
  KeyCheck,
  LogInLimits,
  NumberViews,
  Persons,
  Sessions,
  Vault,
];
const signatures = [SignatureBook, SignatureReading, Signatures];

@Module({
  imports: [NotificationsModule],
  controllers: [
    BankIdController,
    BankIdReturnController,
    FrejaController,
    OidcController,
    ContactsController,
    SignatureOrderController,
    SignaturesController,
    AdminSignaturesController,
  ],
  providers: [...bankid, ...freja, ...oidc, ...contacts, ...signatures, ...sessions],
  exports: [Contacts, Devices, EidHealth, EidOrders, LogInLimits, NumberViews, OidcLogIns, Persons, Sessions, Signatures, Vault],
})
export class AuthModule {}
