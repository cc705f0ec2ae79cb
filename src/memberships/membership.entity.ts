import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { MembershipStatus } from './membership.lifecycle.js';

@Entity('membership')
export class Membership {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') personId: string;
  @Column('uuid') organizationId: string;
  @Column('text') title: string;
  /** What the person does there, in the company's words (000 "rollbeskrivning"). */
  @Column('text') roleDescription: string;
  @Column('text') email: string;
  /** When the person showed that `email` is read by him or her, for this organisation; null once somebody else has written another. */
  @Column('timestamptz', { nullable: true }) emailVerifiedAt: Date | null;
  @Column('text', { nullable: true }) phone: string | null;
  /** When somebody else last wrote the address, and the number, also the first time; null while it is the person's own word (decision 0023). */
  @Column('timestamptz', { nullable: true }) emailEditedAt: Date | null;
  @Column('timestamptz', { nullable: true }) phoneEditedAt: Date | null;
  @Column('text') status: MembershipStatus;
  @Column('timestamptz', { nullable: true }) endedAt: Date | null;
  @Column('int') version: number;
}
