import type { LinkProps } from '@tanstack/react-router';

/** The pages of "Mina inställningar", in the order of their tabs. One line a page. */
export const settingsTabs: readonly { label: string; to: NonNullable<LinkProps['to']> }[] = [
  { label: 'Kontaktuppgifter', to: '/mina-installningar' },
  { label: 'Aviseringar', to: '/mina-installningar/aviseringar' },
  { label: 'Mina underskrifter', to: '/mina-installningar/underskrifter' },
  { label: 'Mina inloggningar', to: '/mina-installningar/inloggningar' },
  { label: 'Koppla företag', to: '/koppla-foretag' },
];
