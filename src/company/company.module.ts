import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/index.js';
import { MembershipsModule } from '../memberships/index.js';
import { NotificationsModule } from '../notifications/index.js';
import { CompanyController } from './company.controller.js';
import { CompanyPages } from './company.service.js';
import { PeopleController } from './people.controller.js';
import { People } from './people.service.js';

@Module({
  imports: [AuthModule, MembershipsModule, NotificationsModule],
  controllers: [CompanyController, PeopleController],
  providers: [CompanyPages, People],
})
export class CompanyModule {}
