import { Module } from '@nestjs/common';
import { Ledger } from './ledger.service.js';
import { Periods } from './periods.service.js';
import { Reconciliation } from './reconciliation.service.js';

@Module({ providers: [Ledger, Periods, Reconciliation], exports: [Ledger, Periods, Reconciliation] })
export class AllotmentsModule {}
