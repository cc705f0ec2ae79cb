import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { APP_ROLE } from '../config/data-source.js';

interface Role {
  name: string;
  superuser: boolean;
  bypasses: boolean;
  owns: string | null;
}

/** Stops the start when the database role could step around row-level security. */
@Injectable()
export class DatabaseRole implements OnModuleInit {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  async onModuleInit(): Promise<void> {
    const [role] = await this.dataSource.query<[Role]>(
      `select r.rolname as name, r.rolsuper as superuser, r.rolbypassrls as bypasses,
         (select c.relname from pg_class c where c.relowner = r.oid and c.relkind in ('r', 'p') limit 1) as owns
       from pg_roles r where r.rolname = current_user`,
    );
    if (role.name !== APP_ROLE || role.superuser || role.bypasses || role.owns !== null)
      throw new Error(`Databasrollen är fel: ${role.name} ska vara ${APP_ROLE} utan superuser, utan BYPASSRLS och utan egna tabeller.`);
  }
}
