import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('workplace')
export class Workplace {
  @PrimaryColumn('uuid')
  id: string;

  @Column({ type: 'uuid', update: false })
  organizationId: string;

  @Column('text')
  name: string;

  @Column('text', { nullable: true })
  street: string | null;

  /** Five digits. */
  @Column('text', { nullable: true })
  postalCode: string | null;

  @Column('text', { nullable: true })
  city: string | null;

  @Column('text', { nullable: true })
  municipality: string | null;

  /** "Huvudkontoret", which the company got from the database and keeps (R7). */
  @Column({ type: 'boolean', update: false })
  isDefault: boolean;

  @Column('boolean')
  active: boolean;

  @Column('int')
  version: number;
}
