import { Injectable } from '@nestjs/common';
import { Scheduled } from '../kernel/scheduled.js';
import { RoleExpiry } from './role-expiry.service.js';

/** What time does to members. Only in the worker. */
@Injectable()
export class MembershipJobs {
  constructor(private readonly expiry: RoleExpiry) {}

  /** Asked every ten minutes, so that it is told in the morning. */
  @Scheduled({ name: 'role-expiry', everySeconds: 600 })
  tellOfEnds(): Promise<void> {
    return this.expiry.tell();
  }
}
