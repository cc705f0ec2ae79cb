import { Module } from '@nestjs/common';
import { AuthJobs } from './auth.jobs.js';
import { BankIdClient } from './bankid.client.js';
import { BankIdController } from './bankid.controller.js';
import { BankIdStrategy } from './bankid.strategy.js';
import { EidOrders } from './eid-orders.service.js';
import { LogInLimits } from './log-in.limits.js';
import { Persons } from './persons.service.js';
import { Sessions } from './sessions.service.js';
import { Vault } from './vault.js';

@Module({
  controllers: [BankIdController],
  providers: [AuthJobs, BankIdClient, BankIdStrategy, EidOrders, LogInLimits, Persons, Sessions, Vault],
  exports: [EidOrders, Persons, Sessions, Vault],
})
export class AuthModule {}
