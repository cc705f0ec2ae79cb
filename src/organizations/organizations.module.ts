import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AttestPolicies } from './attest-policy.service.js';
import { Companies } from './companies.service.js';
import { CompanyRegisterController } from './company-register.controller.js';
import { CompanyRegister } from './company-register.service.js';
import { Organization } from './organization.entity.js';
import { Organizations } from './organizations.service.js';
import { RegionsController } from './regions.controller.js';
import { Regions } from './regions.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([Organization])],
  controllers: [RegionsController, CompanyRegisterController],
  providers: [AttestPolicies, Organizations, Companies, CompanyRegister, Regions],
  exports: [AttestPolicies, Organizations, Companies, Regions],
})
export class OrganizationsModule {}
