import { Module } from '@nestjs/common';
import { AuthJobs } from './auth.jobs.js';
import { BankIdClient } from './bankid.client.js';
import { BankIdEvidence } from './bankid.evidence.js';
import { BankIdProvider } from './bankid.provider.js';
import { BankIdController, FrejaController } from './eid.controller.js';
import { EidHealth } from './eid.health.js';
import { EidProviders } from './eid.providers.js';
import { BankIdStrategy, FrejaStrategy } from './eid.strategy.js';
import { EidOrders } from './eid-orders.service.js';
import { FrejaClient } from './freja.client.js';
import { FrejaProvider } from './freja.provider.js';
import { KeyCheck } from './key-check.js';
import { LogInLimits } from './log-in.limits.js';
import { OidcClient } from './oidc.client.js';
import { OidcController } from './oidc.controller.js';
import { OidcLogIns } from './oidc.service.js';
import { Persons } from './persons.service.js';
import { Sessions } from './sessions.service.js';
import { Vault } from './vault.js';

const bankid = [BankIdClient, BankIdEvidence, BankIdProvider, BankIdStrategy];
const freja = [FrejaClient, FrejaProvider, FrejaStrategy];
const oidc = [OidcClient, OidcLogIns];

@Module({
  controllers: [BankIdController, FrejaController, OidcController],
  providers: [AuthJobs, ...bankid, ...freja, ...oidc, EidHealth, EidProviders, EidOrders, KeyCheck, LogInLimits, Persons, Sessions, Vault],
  exports: [EidHealth, EidOrders, OidcLogIns, Persons, Sessions, Vault],
})
export class AuthModule {}
