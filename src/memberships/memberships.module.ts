import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AuthModule } from '../auth/index.js';
import { NotificationsModule } from '../notifications/index.js';
import { OrganizationsModule } from '../organizations/index.js';
import { AccessGuard } from './access.guard.js';
import { AccessReader } from './access.reader.js';
import { Contexts } from './contexts.service.js';
import { BankIdLogInController, FrejaLogInController, OidcLogInController } from './log-in.controller.js';
import { LogIn } from './log-in.service.js';
import { MembersController } from './members.controller.js';
import { Memberships } from './memberships.service.js';
import { MySessionsController } from './my-sessions.controller.js';
import { MySessionsService } from './my-sessions.service.js';
import { PrivateController } from './private.controller.js';
import { SessionController } from './session.controller.js';
import './memberships.extract.js';

@Module({
  imports: [AuthModule, NotificationsModule, OrganizationsModule],
  controllers: [
    BankIdLogInController,
    FrejaLogInController,
    OidcLogInController,
    SessionController,
    MySessionsController,
    MembersController,
    PrivateController,
  ],
  providers: [AccessReader, Contexts, LogIn, Memberships, MySessionsService, { provide: APP_GUARD, useClass: AccessGuard }],
  exports: [AccessReader, Memberships],
})
export class MembershipsModule {}
