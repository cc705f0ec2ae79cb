import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuthModule } from '../auth/index.js';
import { NotificationsModule } from '../notifications/index.js';
import { OrganizationsModule } from '../organizations/index.js';
import { AccessGuard } from './access.guard.js';
import { AccessReader } from './access.reader.js';
import { Administrators } from './administrators.service.js';
import { AttestPolicyController } from './attest-policy.controller.js';
import { AttestRules } from './attest-rules.service.js';
import { Contexts } from './contexts.service.js';
import { Grants } from './grants.service.js';
import { Joining } from './joining.service.js';
import { Leaving } from './leaving.service.js';
import { BankIdLogInController, FrejaLogInController, OidcLogInController } from './log-in.controller.js';
import { LogIn } from './log-in.service.js';
import { MembersController } from './members.controller.js';
import { MemberNumbers } from './member-numbers.service.js';
import { Membership } from './membership.entity.js';
import { Memberships } from './memberships.service.js';
import { MySessionsController } from './my-sessions.controller.js';
import { MySessionsService } from './my-sessions.service.js';
import { PrivateController } from './private.controller.js';
import { Permissions } from './permissions.service.js';
import { RoleOffersController } from './role-offers.controller.js';
import { RoleExpiry } from './role-expiry.service.js';
import { RoleOffers } from './role-offers.service.js';
import { SessionController } from './session.controller.js';
import { UserExports } from './user-export.service.js';
import { UserExportsController } from './user-exports.controller.js';
import { UserPages } from './user-pages.service.js';
import { UsersController } from './users.controller.js';
import { Users } from './users.service.js';
import './memberships.extract.js';

@Module({
  imports: [TypeOrmModule.forFeature([Membership]), AuthModule, NotificationsModule, OrganizationsModule],
  controllers: [
    BankIdLogInController,
    FrejaLogInController,
    OidcLogInController,
    SessionController,
    MySessionsController,
    MembersController,
    PrivateController,
    UsersController,
    UserExportsController,
    RoleOffersController,
    AttestPolicyController,
  ],
  providers: [
    AccessReader,
    Administrators,
    AttestRules,
    Contexts,
    Grants,
    Joining,
    Leaving,
    LogIn,
    MemberNumbers,
    Memberships,
    MySessionsService,
    Permissions,
    RoleExpiry,
    RoleOffers,
    UserExports,
    UserPages,
    Users,
    { provide: APP_GUARD, useClass: AccessGuard },
  ],
  exports: [AccessReader, Administrators, Joining, Leaving, MemberNumbers, Memberships, RoleExpiry, RoleOffers],
})
export class MembershipsModule {}
