import { Module } from '@nestjs/common';
import { Ledger } from './ledger.service.js';
import { Periods } from './periods.service.js';
import { ReconciliationJobs } from './reconciliation.jobs.js';
import { Reconciliation } from './reconciliation.service.js';

@Module({ providers: [Ledger, Periods, Reconciliation, ReconciliationJobs], exports: [Ledger, Periods, Reconciliation] })
export class AllotmentsModule {}
