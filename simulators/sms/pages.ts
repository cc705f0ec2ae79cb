import { html } from '../shared/html.ts';
import type { Html } from '../shared/html.ts';
import type { Sms, SmsStatus } from './store.ts';

const STATUS: Record<SmsStatus, string> = { created: 'Skapat', sent: 'På väg', delivered: 'Levererat', failed: 'Kom inte fram' };

/** All phones' messages: search by number, newest first. */
export function inboxPage(messages: Sms[], to: string, shown: number): Html {
  return html`<form>
      <section>
        <label for="to">Mobilnummer</label>
        <input id="to" name="to" type="search" value="${to}" inputmode="tel" autocomplete="off" />
        <button class="main">Sök</button>
      </section>
    </form>
    <section>
      <h2>${messages.length} sms${to && ` till ”${to}”`}${messages.length > shown && `, de ${shown} senaste visas`}</h2>
      <ul class="list">
        ${messages.slice(0, shown).map(listItem)}
      </ul>
    </section>`;
}

function listItem(sms: Sms): Html {
  const tries = sms.attempts.map(({ answered }) => answered || 'inget svar').join(', ');
  return html`<li>
    <p><strong>${sms.from}</strong> till ${sms.to}</p>
    <pre class="letter">${sms.message}</pre>
    <p class="quiet">${time(sms.created)}. ${STATUS[sms.status]}.${sms.parts > 1 && ` Delat i ${sms.parts}.`}</p>
    ${tries && html`<p class="quiet">Leveransrapport, svar: ${tries}.</p>`}
  </li>`;
}

const clock = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'Europe/Stockholm' });
const time = (iso: string) => clock.format(new Date(iso));
