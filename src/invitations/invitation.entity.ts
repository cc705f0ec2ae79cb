import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { InvitedRole } from './invitation.dto.js';
import type { InvitationStatus } from './invitation.lifecycle.js';

@Entity('invitation')
export class Invitation {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') organizationId: string;
  @Column('text') status: InvitationStatus;
  @Column('text') email: string;
  @Column('text') name: string;
  @Column('text', { nullable: true }) phone: string | null;
  @Column('text') title: string;
  @Column('jsonb') roles: InvitedRole[];
  @Column('bytea', { nullable: true }) identifierEnc: Buffer | null;
  @Column('text', { nullable: true }) identifierKeyId: string | null;
  @Column('bytea', { nullable: true }) identifierLookup: Buffer | null;
  @Column('bytea') tokenHash: Buffer;
  @Column('bytea') webViewTokenHash: Buffer;
  @Column('uuid') invitedBy: string;
  @Column('uuid', { nullable: true }) resendOf: string | null;
  @Column('timestamptz') sentAt: Date;
  @Column({ type: 'date', insert: false, update: false }) validThrough: string;
  @Column('timestamptz', { nullable: true }) signedAt: Date | null;
  @Column('text', { nullable: true }) signedName: string | null;
  @Column('uuid', { nullable: true }) acceptedBy: string | null;
  @Column('uuid', { nullable: true }) signatureId: string | null;
  @Column('uuid', { nullable: true }) signatureOrderId: string | null;
  @Column({ type: 'boolean', insert: false }) unbacked: boolean;
  @Column({ type: 'date', nullable: true, insert: false, update: false }) confirmThrough: string | null;
  @Column('timestamptz', { nullable: true }) endedAt: Date | null;
  @Column('timestamptz', { nullable: true }) remindedAt: Date | null;
  @Column('timestamptz', { nullable: true }) bouncedAt: Date | null;
  @Column('timestamptz', { nullable: true }) renewalAskedAt: Date | null;
  @Column('timestamptz', { nullable: true }) erasedAt: Date | null;
  @Column('int') version: number;
}
