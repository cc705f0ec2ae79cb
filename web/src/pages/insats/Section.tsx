import type { ReactNode } from 'react';
import { sections } from './InsatsContents';

/** One part of the form, under its heading. */
export function Section({ id, children }: { id: keyof typeof sections; children: ReactNode }) {
  return (
    <section className="card" id={id} aria-labelledby={`${id}-rubrik`}>
      <h2 id={`${id}-rubrik`}>{sections[id]}</h2>
      {children}
    </section>
  );
}
