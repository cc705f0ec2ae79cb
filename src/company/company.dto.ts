import { Choice, Flag, ListOf, Nested, Text } from '../kernel/fields.js';
import { RegionView } from '../organizations/index.js';

/** A building company as its own people see it. */
export class OwnCompany {
  @Text({ description: 'Namn.', max: 200 })
  name: string;

  @Nested(() => RegionView, { description: 'BYN-regionen, som svarar på frågor.', nullable: true })
  region: RegionView | null;
}

/** What a new company does first (B21). */
export const onboardingSteps = ['anvandare', 'yrkesutbildningsansvarig', 'handledare', 'bestallningsgodkannare', 'arbetsplatser'] as const;
export type OnboardingStep = (typeof onboardingSteps)[number];

export class OnboardingItem {
  @Choice({ description: 'Steget.', of: onboardingSteps })
  step: OnboardingStep;

  @Flag({ description: 'Är det gjort, så som uppgifterna står nu?' })
  done: boolean;
}

export class OnboardingView {
  @Flag({ description: 'Har företaget dolt listan?' })
  hidden: boolean;

  @ListOf(() => OnboardingItem, { description: 'Stegen i ordning.', max: 20 })
  items: OnboardingItem[];
}

export class OnboardingChange {
  @Flag({ description: 'Dölj listan för företaget, eller visa den igen.' })
  hidden: boolean;
}
