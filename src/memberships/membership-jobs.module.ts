import { Module } from '@nestjs/common';
import { MembershipJobs } from './membership.jobs.js';
import { MembershipsModule } from './memberships.module.js';

/** What time does to members. Only in the worker. */
@Module({ imports: [MembershipsModule], providers: [MembershipJobs] })
export class MembershipJobsModule {}
