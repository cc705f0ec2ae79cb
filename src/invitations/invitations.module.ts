import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuthModule } from '../auth/index.js';
import { sendingQueue } from '../kernel/queues.js';
import { MembershipsModule } from '../memberships/index.js';
import { NotificationsModule } from '../notifications/index.js';
import { OrganizationsModule } from '../organizations/index.js';
import { Invitation } from './invitation.entity.js';
import { InvitationAcceptance } from './invitation-acceptance.service.js';
import { InvitationBatch } from './invitation-batch.service.js';
import { InvitationClosing } from './invitation-closing.service.js';
import { InvitationExpiry } from './invitation-expiry.service.js';
import { InvitationLapse } from './invitation-lapse.service.js';
import { InvitationLinkController } from './invitation-link.controller.js';
import { InvitationLinks } from './invitation-links.service.js';
import { InvitationNotices } from './invitation-notices.service.js';
import { InvitationPages } from './invitation-pages.service.js';
import { InvitationRecall } from './invitation-recall.service.js';
import { EXPIRY_QUEUE, InvitationSending } from './invitation-sending.service.js';
import { InvitationTokens } from './invitation-tokens.service.js';
import { InvitationsController } from './invitations.controller.js';
import { Invitations } from './invitations.service.js';
import { InvitedNumbers } from './invited-numbers.service.js';
import { ObstaclesController } from './obstacles.controller.js';
import './invitations.extract.js';

const stories = [
  Invitations,
  InvitationBatch,
  InvitationAcceptance,
  InvitationClosing,
  InvitationExpiry,
  InvitationLapse,
  InvitationRecall,
  InvitationSending,
];

@Module({
  imports: [
    TypeOrmModule.forFeature([Invitation]),
    sendingQueue(EXPIRY_QUEUE),
    AuthModule,
    MembershipsModule,
    NotificationsModule,
    OrganizationsModule,
  ],
  controllers: [InvitationsController, InvitationLinkController, ObstaclesController],
  providers: [...stories, InvitationLinks, InvitationNotices, InvitationPages, InvitationTokens, InvitedNumbers],
  exports: [InvitationExpiry],
})
export class InvitationsModule {}
