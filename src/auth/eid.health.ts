import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { now } from '../kernel/clock.js';
import { measure, type Reading } from '../kernel/metrics.js';
import { BankIdClient } from './bankid.client.js';
import type { LineHealth } from './eid.line.js';
import { FrejaClient } from './freja.client.js';
import { OidcClient } from './oidc.client.js';

const DAY_MS = 86_400_000;
/** Days left at which the log says so, louder at the last. */
const WARN_DAYS = [60, 30, 7] as const;

const TITLES = { bankid: 'BankID', freja: 'Freja', oidc: 'OIDC' } as const;

/** The same of a provider that the operator has configured. */
export interface ProviderHealth extends LineHealth {
  provider: 'bankid' | 'freja' | 'oidc';
  certificateDaysLeft: number | null;
}

/** How the providers are, as far as this process knows: nothing is asked of them for it. */
@Injectable()
export class EidHealth implements OnModuleInit, OnModuleDestroy {
  private readonly log = new Logger('eid');
  private stop: () => void = () => undefined;

  constructor(
    private readonly bankid: BankIdClient,
    private readonly freja: FrejaClient,
    private readonly oidc: OidcClient,
  ) {}

  onModuleInit(): void {
    this.stop = measure(() => this.readings());
    this.tellCertificates();
  }

  onModuleDestroy(): void {
    this.stop();
  }

  /** Those that the operator has configured. */
  providers(): ProviderHealth[] {
    const lines = { bankid: this.bankid.health(), freja: this.freja.health(), oidc: this.oidc.health() };
    return (['bankid', 'freja', 'oidc'] as const).flatMap((provider) => {
      const line = lines[provider];
      return line ? [{ provider, ...line, certificateDaysLeft: daysLeft(line.certificateValidTo) }] : [];
    });
  }

  /** Writes how long each client certificate lasts: a warning with 60, 30 and 7 days left. At start, and for a job once a day. */
  tellCertificates(): void {
    for (const { provider, certificateValidTo, certificateDaysLeft: left } of this.providers()) {
      if (left === null) continue;
      const limit = WARN_DAYS.findLast((days) => left <= days);
      const line = { msg: `klientcertifikatet för ${TITLES[provider]}`, validTo: certificateValidTo, daysLeft: left };
      if (limit === undefined) this.log.log(line);
      else this.log[limit === 7 ? 'error' : 'warn']({ ...line, limit });
    }
  }

  private readings(): Reading[] {
    return this.providers().flatMap(({ provider, circuit, certificateDaysLeft }) => [
      { gauge: 'eid_circuit_open', labels: { provider }, value: Number(circuit !== 'closed') },
      ...(certificateDaysLeft === null
        ? []
        : [{ gauge: 'eid_client_certificate_days', labels: { provider }, value: certificateDaysLeft } as const]),
    ]);
  }
}

const daysLeft = (validTo: Date | null): number | null => validTo && Math.floor((validTo.getTime() - now().getTime()) / DAY_MS);
