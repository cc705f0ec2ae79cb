import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('department')
export class Department {
  @PrimaryColumn('uuid')
  id: string;

  @Column({ type: 'uuid', update: false })
  organizationId: string;

  @Column('text')
  name: string;

  @Column('boolean')
  active: boolean;

  @Column('int')
  version: number;
}
