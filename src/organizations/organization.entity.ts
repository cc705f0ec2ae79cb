import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { OrganizationStatus, OrganizationType, VatTreatment } from './organization.types.js';

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

  @Column('int')
  version: number;
}
