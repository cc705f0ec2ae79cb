import type { Email } from 'postal-mime';
import { html } from '../shared/html.ts';
import type { Html } from '../shared/html.ts';
import type { Entry } from './store.ts';

/** The mailbox: search by recipient, newest letter first. */
export function listPage(entries: Entry[], to: string, shown: number): Html {
  const count = entries.length === 1 ? '1 brev' : `${entries.length} brev`;
  return html`<form>
      <section>
        <label for="to">Mottagare</label>
        <input id="to" name="to" type="search" value="${to}" autocomplete="off" />
        <button class="main">Sök</button>
      </section>
    </form>
    <section>
      <h2>${count}${to && ` till ”${to}”`}${entries.length > shown && `, de ${shown} senaste visas`}</h2>
      <ul class="list">
        ${entries.slice(0, shown).map(listItem)}
      </ul>
    </section>`;
}

function listItem(entry: Entry): Html {
  return html`<li>
    <p><a href="/mail/${entry.id}">${entry.subject || 'Utan ämne'}</a></p>
    <p class="quiet">Till ${entry.to.join(', ')}</p>
    <p class="quiet">${time(entry.receivedAt)}</p>
  </li>`;
}

/** One letter: envelope, both bodies and the way to the source. */
export function letterPage(entry: Entry, letter: Email, deliveries: number): Html {
  return html`${deliveries > 1 && html`<p class="alert" role="status">Brevet har kommit ${deliveries} gånger (samma Message-ID).</p>`}
    <section>
      <dl class="facts">
        ${facts(entry, letter).map(
          ([name, value]) =>
            html`<dt>${name}</dt>
              <dd>${value}</dd>`,
        )}
      </dl>
      <p><a href="/messages/${entry.id}/raw">Visa källan</a></p>
    </section>
    ${
      letter.text !== undefined &&
      html`<section>
        <h2>Text</h2>
        <pre class="letter">${linked(letter.text)}</pre>
      </section>`
    }
    ${
      letter.html !== undefined &&
      html`<section>
        <h2>HTML</h2>
        <iframe src="/messages/${entry.id}/html" title="Brevet som HTML" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>
      </section>`
    }
    ${
      letter.attachments.length > 0 &&
      html`<section>
        <h2>Bilagor</h2>
        <ul>
          ${letter.attachments.map((file) => html`<li>${file.filename ?? 'Utan namn'} (${file.mimeType})</li>`)}
        </ul>
      </section>`
    }`;
}

function facts(entry: Entry, letter: Email): Array<[string, string]> {
  const from = letter.from ? `${letter.from.name} <${letter.from.address ?? ''}>` : entry.from;
  return [
    ['Från', from],
    ['Avsändare i kuvertet', entry.from || 'tom'],
    ['Till', entry.to.join(', ')],
    ['Mottaget', time(entry.receivedAt)],
    ['Message-ID', entry.messageId || 'saknas'],
  ];
}

/** Addresses in the text become links, so that a person can follow an invitation. */
function linked(text: string): Array<Html | string> {
  return text.split(/(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)])/).map((piece, i) => (i % 2 ? html`<a href="${piece}">${piece}</a>` : piece));
}

const clock = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'Europe/Stockholm' });
const time = (iso: string) => clock.format(new Date(iso));
