import { setTimeout as pause } from 'node:timers/promises';
import { InjectQueue } from '@nestjs/bull';
import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import type { Queue } from 'bull';
import { jobFailures } from './metrics.js';
import { tellQuietly, workOf } from './queues.js';
import { type Schedule, SCHEDULED } from './scheduled.js';

const PLAN_AGAIN_MS = 10_000;
const LOOK_MS = 500;
/** How late Bull may be before this process runs the job on its own. */
const GRACE_MS = 1_000;
const DRAIN_MS = 15_000;
const SILENCE_MS = 30_000;

interface Job extends Schedule {
  run: () => unknown;
  startedAt: number;
  running?: Promise<void>;
  silentUntil: number;
}

/**
 * Runs every `@Scheduled` method of the worker: by a repeated Bull job, shared among the workers, and by this process's own
 * timer whenever Bull is late. So everything goes on while Redis is away, and after it was emptied.
 */
@Injectable()
export class Scheduler implements OnApplicationBootstrap, OnModuleDestroy, BeforeApplicationShutdown {
  private readonly log = new Logger('job');
  private readonly jobs = new Map<string, Job>();
  private readonly timers: NodeJS.Timeout[] = [];
  private stopping = false;

  constructor(
    @InjectQueue(workOf('schedule')) private readonly queue: Queue,
    private readonly discovery: DiscoveryService,
    private readonly reflector: Reflector,
  ) {}

  onApplicationBootstrap(): void {
    this.find();
    const tell = tellQuietly(this.queue);
    let planning = false;
    const plan = () => {
      if (planning) return;
      planning = true;
      void this.plan()
        .catch(tell)
        .finally(() => (planning = false));
    };
    this.queue.process('*', this.jobs.size, ({ name }) => this.run(this.jobs.get(name))).catch(tell);
    plan();
    this.timers.push(
      setInterval(plan, PLAN_AGAIN_MS),
      setInterval(() => this.catchUp(), LOOK_MS),
    );
  }

  /** Starts nothing more. */
  onModuleDestroy(): void {
    this.stopping = true;
    for (const timer of this.timers) clearInterval(timer);
  }

  /** Waits, at most 15 s, for what runs. */
  async beforeApplicationShutdown(): Promise<void> {
    const running = [...this.jobs.values()].flatMap((job) => job.running ?? []);
    await Promise.race([Promise.all(running), pause(DRAIN_MS, undefined, { ref: false })]);
  }

  private find(): void {
    const scanner = new MetadataScanner();
    for (const { instance } of this.discovery.getProviders()) {
      if (!instance || typeof instance !== 'object') continue;
      const methods = instance as Record<string, () => unknown>;
      for (const key of scanner.getAllMethodNames(Object.getPrototypeOf(instance) as object)) {
        const schedule = this.reflector.get<Schedule | undefined>(SCHEDULED, methods[key]!);
        if (!schedule) continue;
        if (this.jobs.has(schedule.name)) throw new Error(`Jobbet ${schedule.name} finns två gånger.`);
        this.jobs.set(schedule.name, {
          ...schedule,
          run: () => methods[key]!(),
          startedAt: performance.now(),
          silentUntil: 0,
        });
      }
    }
  }

  /** Tells Bull what to repeat; the same again changes nothing, an older version's repetitions are taken away. */
  private async plan(): Promise<void> {
    for (const { key, name, every } of await this.queue.getRepeatableJobs()) {
      const job = this.jobs.get(name);
      if (!job || every !== job.everySeconds * 1000) await this.queue.removeRepeatableByKey(key);
    }
    for (const { name, everySeconds } of this.jobs.values()) await this.queue.add(name, {}, { repeat: { every: everySeconds * 1000 } });
  }

  private catchUp(): void {
    for (const job of this.jobs.values()) if (performance.now() - job.startedAt > job.everySeconds * 1000 + GRACE_MS) void this.run(job);
  }

  private async run(job: Job | undefined): Promise<void> {
    if (!job || job.running || this.stopping) return;
    job.startedAt = performance.now();
    job.running = this.guarded(job);
    await job.running;
    delete job.running;
  }

  private async guarded(job: Job): Promise<void> {
    try {
      await job.run();
    } catch (error) {
      jobFailures.inc({ job: job.name });
      if (performance.now() < job.silentUntil) return;
      job.silentUntil = performance.now() + SILENCE_MS;
      const { name, code } = error as { name?: string; code?: string };
      this.log.error({ msg: 'jobbet misslyckades', job: job.name, name, code });
    }
  }
}
