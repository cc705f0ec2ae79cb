import { Module } from '@nestjs/common';
import { AuthJobs } from './auth.jobs.js';
import { BankIdClient } from './bankid.client.js';
import { BankIdEvidence } from './bankid.evidence.js';
import { BankIdProvider } from './bankid.provider.js';
import { BankIdController, FrejaController } from './eid.controller.js';
import { EidProviders } from './eid.providers.js';
import { BankIdStrategy, FrejaStrategy } from './eid.strategy.js';
import { EidOrderStore } from './eid-order.store.js';
import { EidOrders } from './eid-orders.service.js';
import { FrejaClient } from './freja.client.js';
import { FrejaProvider } from './freja.provider.js';
import { LogInLimits } from './log-in.limits.js';
import { Persons } from './persons.service.js';
import { Sessions } from './sessions.service.js';
import { SignatureBook } from './signature-book.service.js';
import { SignatureOrderController } from './signature-order.controller.js';
import { SignatureReading } from './signature-reading.service.js';
import { AdminSignaturesController, SignaturesController } from './signatures.controller.js';
import { Signatures } from './signatures.service.js';
import { Vault } from './vault.js';

const bankid = [BankIdClient, BankIdEvidence, BankIdProvider, BankIdStrategy];
const freja = [FrejaClient, FrejaProvider, FrejaStrategy];
const signatures = [SignatureBook, SignatureReading, Signatures];

@Module({
  controllers: [BankIdController, FrejaController, SignatureOrderController, SignaturesController, AdminSignaturesController],
  providers: [AuthJobs, ...bankid, ...freja, ...signatures, EidProviders, EidOrderStore, EidOrders, LogInLimits, Persons, Sessions, Vault],
  exports: [EidOrders, Persons, Sessions, Signatures, Vault],
})
export class AuthModule {}
