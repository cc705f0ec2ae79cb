import { Module } from '@nestjs/common';
import { workingQueue } from '../kernel/queues.js';
import { InvitationJobs } from './invitation.jobs.js';
import { EXPIRY_QUEUE } from './invitation-sending.service.js';
import { InvitationsModule } from './invitations.module.js';

/** What time does to invitations. Only in the worker. */
@Module({ imports: [workingQueue(EXPIRY_QUEUE), InvitationsModule], providers: [InvitationJobs] })
export class InvitationJobsModule {}
