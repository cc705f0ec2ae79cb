import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { fullName, persons } from '../persons.ts';
import type { SecurityCodes } from '../security-codes.ts';

/** Those who have typed wrong three times, and the way back that the real app does not have. */
export function blockedPersons(codes: SecurityCodes, words: { title: string; help: string }): Html | undefined {
  const blocked = persons.filter(codes.blocked);
  if (!blocked.length) return undefined;
  return html`<form method="post" action="/app/unblock">
    <section>
      <h2>${words.title}</h2>
      <p class="quiet">${words.help}</p>
      <ul class="list">
        ${blocked.map(
          (p) =>
            html`<li>
              <p>${fullName(p)}</p>
              <p><button name="person" value="${p.key}" aria-label="Häv spärren för ${fullName(p)}">Häv spärren</button></p>
            </li>`,
        )}
      </ul>
    </section>
  </form>`;
}
