import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AuthModule } from '../auth/index.js';
import { NotificationsModule } from '../notifications/index.js';
import { OrganizationsModule } from '../organizations/index.js';
import { AccessGuard } from './access.guard.js';
import { AccessReader } from './access.reader.js';
import { Contexts } from './contexts.service.js';
import { BankIdLogInController, FrejaLogInController } from './log-in.controller.js';
import { LogIn } from './log-in.service.js';
import { MembersController } from './members.controller.js';
import { Memberships } from './memberships.service.js';
import { SessionController } from './session.controller.js';

@Module({
  imports: [AuthModule, NotificationsModule, OrganizationsModule],
  controllers: [BankIdLogInController, FrejaLogInController, SessionController, MembersController],
  providers: [AccessReader, Contexts, LogIn, Memberships, { provide: APP_GUARD, useClass: AccessGuard }],
  exports: [AccessReader, Memberships],
})
export class MembershipsModule {}
