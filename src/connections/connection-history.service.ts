import { Injectable } from '@nestjs/common';
import type { Tx } from '../kernel/db.js';
import type { ConnectionStatus } from './connection-request.lifecycle.js';

/** What has happened to an application, append-only: the applicant and the desk read the same. */
@Injectable()
export class ConnectionHistory {
  /** Adds a step in the transaction that holds the application's row. */
  async add(tx: Tx, requestId: string, verb: string, status: ConnectionStatus, note = ''): Promise<void> {
    await tx.em.query(
      `insert into connection_event (request_id, no, at, person_id, verb, status, note)
       select $1, coalesce(max(no), 0) + 1, now(), $2, $3, $4, $5 from connection_event where request_id = $1`,
      [requestId, tx.actor?.personId ?? null, verb, status, note],
    );
  }
}
