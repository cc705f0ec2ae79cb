import { Flag, Text } from './fields.js';

/** What can be done with a resource right now, and why not. */
export class ActionView {
  @Text({ description: 'Kommandots namn.', max: 40, example: 'submit' })
  name: string;

  @Text({ description: 'Knappens text.', max: 60, example: 'Skicka in' })
  label: string;

  @Flag({ description: 'Går det nu?' })
  allowed: boolean;

  @Text({ description: 'Problemkod när det inte går.', max: 80, nullable: true, example: 'insats/already-decided' })
  why: string | null;

  @Text({ description: 'Förklaring på svenska när det inte går.', max: 300, nullable: true })
  whyText: string | null;
}
