import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AttestPolicy, OrganizationStatus, OrganizationType, VatTreatment } from './organization.types.js';

@Entity('organization')
export class Organization {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  orgNumber: string;

  @Column('text')
  name: string;

  @Column('text')
  type: OrganizationType;

  @Column('text')
  status: OrganizationStatus;

  @Column('text')
  vatTreatment: VatTreatment;

  @Column('date', { nullable: true })
  vatValidFrom: string | null;

  @Column('text')
  attestPolicy: AttestPolicy;

  @Column('boolean')
  departmentsEnabled: boolean;

  @Column('int')
  version: number;
}
