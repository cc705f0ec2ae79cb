import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AttestPolicyController } from './attest-policy.controller.js';
import { AttestPolicies } from './attest-policy.service.js';
import { Organization } from './organization.entity.js';
import { Organizations } from './organizations.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([Organization])],
  controllers: [AttestPolicyController],
  providers: [AttestPolicies, Organizations],
  exports: [AttestPolicies, Organizations],
})
export class OrganizationsModule {}
