import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { PageHead } from '../../shell/PageHead';
import { settingsTabs } from './settings-tabs';

/** "Mina inställningar" (B12): the head that its pages share, with a tab for each of them. */
export function SettingsFrame({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <PageHead title={title} crumbs={[{ label: 'Mina inställningar' }]}>
        <nav aria-label="Inställningarnas delar">
          <ul role="list" className="tabs">
            {settingsTabs.map(({ label, to }) => (
              <li key={label}>
                <Link to={to} activeOptions={{ exact: true }}>
                  {label}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      </PageHead>
      <div className="content">{children}</div>
    </>
  );
}
