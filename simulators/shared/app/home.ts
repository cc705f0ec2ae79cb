import { html } from '../html.ts';
import type { Html } from '../html.ts';

/** An order that nobody has opened yet. */
export interface Waiting {
  path: string;
  kind: string;
  rpName: string;
  ageMs: number;
}

export interface Home {
  persons: Html;
  waiting: Waiting[];
  /** What the text of a code looks like, and how long it holds. */
  qrHelp: string;
  /** Sections that only this app has. */
  more?: Html | undefined;
}

/** The first page of a simulated app: who holds the phone, and what to read or open. */
export function homePage({ persons, waiting, qrHelp, more }: Home): Html {
  return html`<form method="post" action="/app/scan">
      <section>
        <h2>Vem håller i telefonen?</h2>
        ${persons}
      </section>
      <section>
        <h2>Läs av QR-kod</h2>
        <label for="qr">Text i QR-koden</label>
        <textarea id="qr" name="qr" rows="3" spellcheck="false" autocomplete="off" aria-describedby="qr-help"></textarea>
        <p id="qr-help" class="quiet">${qrHelp}</p>
        <button class="main">Läs av</button>
      </section>
      <section>
        <h2>Uppdrag som väntar på start</h2>
        <p class="quiet">Genväg i simulatorn: öppna ett uppdrag utan att läsa av koden.</p>
        ${
          waiting.length
            ? html`<ul class="list">
                ${waiting.map(waitingItem)}
              </ul>`
            : html`<p>Inga uppdrag väntar.</p>`
        }
        <p><a href="/">Uppdatera listan</a></p>
      </section>
    </form>
    ${more}`;
}

function waitingItem({ path, kind, rpName, ageMs }: Waiting): Html {
  const seconds = Math.round(ageMs / 1000);
  return html`<li>
    <p><strong>${kind}</strong> hos ${rpName}, skapad för ${seconds} s sedan</p>
    <p>
      <button formaction="${path}/open" aria-label="Öppna ${kind.toLowerCase()} hos ${rpName}, ${seconds} s gammal">Öppna</button>
    </p>
  </li>`;
}
