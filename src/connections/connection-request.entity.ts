import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CompanyRole } from '../kernel/access.js';
import type { ConnectionStatus } from './connection-request.lifecycle.js';
import type { NoticeWay } from './notice-way.js';

@Entity('connection_request')
export class ConnectionRequest {
  @PrimaryColumn('uuid') id: string;
  @Column('text') number: string;
  @Column('uuid') personId: string;
  @Column('text') regionCode: string;
  @Column('text') orgNumber: string;
  @Column('text') email: string;
  @Column('text') mobile: string;
  @Column('text', { array: true }) wantedRoles: CompanyRole[];
  @Column('text') message: string;
  @Column('text') status: ConnectionStatus;
  @Column('uuid', { nullable: true }) handlerId: string | null;
  @Column('timestamptz', { nullable: true }) askedAt: Date | null;
  @Column('timestamptz', { nullable: true }) remindedAt: Date | null;
  @Column('text') reason: string;
  @Column('text', { nullable: true }) notifiedVia: NoticeWay | null;
  /** The company, once the person is connected to it. */
  @Column('uuid', { name: 'connected_to', nullable: true }) organizationId: string | null;
  @Column('timestamptz', { nullable: true }) decidedAt: Date | null;
  @Column('int') version: number;
}
