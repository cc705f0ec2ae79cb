import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuthModule } from '../auth/index.js';
import { MembershipsModule } from '../memberships/index.js';
import { NotificationsModule } from '../notifications/index.js';
import { OrganizationsModule } from '../organizations/index.js';
import { Applications } from './applications.service.js';
import { Connecting } from './connecting.service.js';
import { ConnectionHistory } from './connection-history.service.js';
import { ConnectionRequest } from './connection-request.entity.js';
import { ConnectionJobs } from './connection.jobs.js';
import { ConnectionsController } from './connections.controller.js';
import { DecisionNotices } from './decision-notices.service.js';
import { DeskController } from './desk.controller.js';
import { Desk } from './desk.service.js';
import './connections.extract.js';

@Module({
  imports: [TypeOrmModule.forFeature([ConnectionRequest]), AuthModule, MembershipsModule, NotificationsModule, OrganizationsModule],
  controllers: [ConnectionsController, DeskController],
  providers: [Applications, Connecting, ConnectionHistory, ConnectionJobs, DecisionNotices, Desk],
})
export class ConnectionsModule {}
