import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Organization } from './organization.entity.js';
import { Organizations } from './organizations.service.js';

@Module({ imports: [TypeOrmModule.forFeature([Organization])], providers: [Organizations], exports: [Organizations] })
export class OrganizationsModule {}
