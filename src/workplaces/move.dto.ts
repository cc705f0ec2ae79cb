import { Choice, Id, ListOf, Text, Texts, Whole } from '../kernel/fields.js';
import { Ids } from '../kernel/ids.js';

export class WorkplaceMove {
  @Ids({ description: 'Arbetsplatserna som ska flyttas.', min: 1, max: 100 })
  workplaceIds: string[];

  @Ids({
    description: 'Avdelningarna som de sedan hör till, i stället för de nuvarande. Avdelningar utanför ens egna rörs inte.',
    max: 100,
  })
  departmentIds: string[];
}

export class ConfirmedMove extends WorkplaceMove {
  @Text({ description: 'Förhandsgranskningens märke: bara det som den visade görs.', min: 64, max: 64, pattern: /^[0-9a-f]{64}$/ })
  preview: string;
}

export class MoveRow {
  @Id({ description: 'Arbetsplatsens id.' })
  id: string;

  @Text({ description: 'Namn.', max: 100 })
  name: string;

  @Texts({ description: 'Avdelningarna nu.', max: 100_000, maxLength: 100 })
  before: string[];

  @Texts({ description: 'Avdelningarna efter flytten.', max: 100_000, maxLength: 100 })
  after: string[];

  @Choice({ description: 'Flyttas, är redan där, eller går inte att flytta.', of: ['moves', 'same', 'refused'] })
  outcome: 'moves' | 'same' | 'refused';

  @Text({ description: 'Varför den inte går att flytta, annars null.', max: 200, nullable: true })
  why: string | null;
}

/** What a move would do, workplace by workplace. */
export class MovePreview {
  @ListOf(() => MoveRow, { description: 'Arbetsplatserna i bokstavsordning.', max: 100 })
  rows: MoveRow[];

  @Whole({ description: 'Hur många som flyttas.', min: 0, max: 100 })
  moves: number;

  @Text({ description: 'Märket som flytten ska bära.', max: 64 })
  preview: string;
}
