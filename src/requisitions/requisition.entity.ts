import { Column, Entity, PrimaryColumn } from 'typeorm';
import { OreColumn } from '../kernel/columns.js';
import type { RequisitionStatus } from './requisition.lifecycle.js';

/** A cost line; `approvedOre` and `reason` come with the decision. */
export interface Line {
  description: string;
  netOre: number;
  vatOre: number;
  approvedOre?: number;
  reason?: string;
}

@Entity('requisition')
export class Requisition {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') organizationId: string;
  @Column('uuid') insatsId: string;
  @Column('text', { nullable: true }) number: string | null;
  @OreColumn() sortNo: number;
  @Column('text') status: RequisitionStatus;
  @Column('boolean', { nullable: true }) isFinal: boolean | null;
  @Column('jsonb') lines: Line[];
  @OreColumn() claimedNetOre: number;
  @OreColumn() claimedVatOre: number;
  @OreColumn() claimedOre: number;
  @OreColumn() approvedOre: number;
  @Column('text') referenceNo: string;
  @Column('text', { nullable: true }) payeeSystem: 'bankgiro' | 'plusgiro' | null;
  @Column('text') payeeNumber: string;
  @Column('text') contactName: string;
  @Column('text') contactPhone: string;
  @Column('text') contactEmail: string;
  @Column('date') createdOn: string;
  @Column('timestamptz') createdAt: Date;
  @Column('uuid') createdBy: string;
  @Column('uuid', { nullable: true }) submittedBy: string | null;
  @Column('timestamptz', { nullable: true }) submittedAt: Date | null;
  @Column('text', { nullable: true }) receivedHash: string | null;
  @Column('timestamptz', { nullable: true }) decidedAt: Date | null;
  @Column('timestamptz') updatedAt: Date;
  @Column('text') searchText: string;
  @Column('int') version: number;
}
