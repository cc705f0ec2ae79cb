import { Injectable } from '@nestjs/common';
import { BankIdProvider } from './bankid.provider.js';
import type { ProviderName } from './eid-order.js';
import type { EidProvider } from './eid.provider.js';
import { FrejaProvider } from './freja.provider.js';

/** The e-IDs by name: the one place that knows which there are. */
@Injectable()
export class EidProviders {
  private readonly all: Readonly<Record<ProviderName, EidProvider>>;

  constructor(bankid: BankIdProvider, freja: FrejaProvider) {
    this.all = { bankid, freja };
  }

  named(name: ProviderName): EidProvider {
    return this.all[name];
  }
}
