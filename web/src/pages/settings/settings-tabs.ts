import type { LinkProps } from '@tanstack/react-router';

/** The pages of "Mina inställningar", in the order of their tabs. One line a page. */
export const settingsTabs: readonly { label: string; to: NonNullable<LinkProps['to']> }[] = [
  { label: 'Aviseringar', to: '/mina-installningar/aviseringar' },
];
