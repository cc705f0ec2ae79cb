import { type DynamicModule, Global, Module } from '@nestjs/common';
import { ConfigModule, registerAs } from '@nestjs/config';
import { TypeOrmModule } from '@nestjs/typeorm';
import { appDataSource } from '../config/data-source.js';
import { ENV, type Env } from '../config/env.js';
import { Vault } from './auth/index.js';
import { DatabaseRole } from './database-role.js';
import { Db } from './kernel/db.js';
import { EventLog } from './kernel/events.js';
import { Seals } from './kernel/seals.js';
import { Transitions } from './kernel/transitions.js';

/** What every process stands on: the checked environment, the database connection and the kernel. */
@Global()
@Module({
  providers: [Db, EventLog, Transitions, DatabaseRole, { provide: Seals, useClass: Vault }],
  exports: [Db, EventLog, Transitions, Seals],
})
export class PlatformModule {
  /** `name` is what the process calls itself in the database; `env` is asked for only when the process really starts. */
  static for(env: () => Env, name: string): DynamicModule {
    return {
      module: PlatformModule,
      imports: [
        ConfigModule.forRoot({ isGlobal: true, ignoreEnvFile: true, skipProcessEnv: true, load: [registerAs('env', env)] }),
        TypeOrmModule.forRootAsync({
          inject: [ENV],
          useFactory: (checked: Env) => ({ ...appDataSource(checked, name), autoLoadEntities: true, retryAttempts: 5, retryDelay: 1000 }),
        }),
      ],
    };
  }
}
