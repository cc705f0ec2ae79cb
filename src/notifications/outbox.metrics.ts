import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Db } from '../kernel/db.js';
import { measure } from '../kernel/metrics.js';
import { backlogReadings } from './outbox.health.js';

/** The outbox in the worker's metrics. */
@Injectable()
export class OutboxMetrics implements OnModuleInit, OnModuleDestroy {
  private stop: () => void = () => undefined;

  constructor(private readonly db: Db) {}

  onModuleInit(): void {
    this.stop = measure(() => backlogReadings(this.db));
  }

  onModuleDestroy(): void {
    this.stop();
  }
}
