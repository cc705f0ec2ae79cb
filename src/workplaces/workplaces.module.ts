import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { OrganizationsModule } from '../organizations/index.js';
import { CompanyDepartmentsController } from './company-departments.controller.js';
import { CompanyDepartments } from './company-departments.service.js';
import { CompanyTurn } from './company-turn.service.js';
import { Department } from './department.entity.js';
import { DepartmentsController } from './departments.controller.js';
import { Departments } from './departments.service.js';
import { Workplace } from './workplace.entity.js';
import { WorkplaceLinks } from './workplace-links.service.js';
import { WorkplaceMovesController } from './workplace-moves.controller.js';
import { WorkplaceMoves } from './workplace-moves.service.js';
import { WorkplacePages } from './workplace-pages.service.js';
import { WorkplacesController } from './workplaces.controller.js';
import { Workplaces } from './workplaces.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([Department, Workplace]), OrganizationsModule],
  controllers: [DepartmentsController, WorkplacesController, WorkplaceMovesController, CompanyDepartmentsController],
  providers: [CompanyDepartments, CompanyTurn, Departments, WorkplaceLinks, WorkplaceMoves, WorkplacePages, Workplaces],
})
export class WorkplacesModule {}
