import { html } from '../../shared/html.ts';
import type { Html } from '../../shared/html.ts';
import { now } from '../clock.ts';
import { decoded } from '../orders/order.ts';
import type { Order } from '../orders/order.ts';
import { fullName, persons } from '../persons.ts';
import { rendered } from './markdown.ts';

/** The first page: who holds the phone, and what to read or open. */
export function homePage(waiting: Order[], chosen: string | undefined): Html {
  return html`<form method="post" action="/app/scan">
    <section>
      <h2>Vem håller i telefonen?</h2>
      ${personFields(chosen)}
    </section>
    <section>
      <h2>Läs av QR-kod</h2>
      <label for="qr">Text i QR-koden</label>
      <textarea id="qr" name="qr" rows="3" spellcheck="false" autocomplete="off" aria-describedby="qr-help"></textarea>
      <p id="qr-help" class="quiet">Börjar med ”bankid.” och gäller i några sekunder.</p>
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
  </form>`;
}

function waitingItem(order: Order): Html {
  const seconds = Math.round((now() - order.createdAt) / 1000);
  return html`<li>
    <p><strong>${kindWord(order)}</strong> hos ${order.rpName}, skapad för ${seconds} s sedan</p>
    <p>
      <button
        formaction="/app/orders/${order.orderRef}/open"
        aria-label="Öppna ${kindWord(order).toLowerCase()} hos ${order.rpName}, ${seconds} s gammal"
      >
        Öppna
      </button>
    </p>
  </li>`;
}

function personFields(chosen: string | undefined): Html {
  return html`<label for="person">Testperson</label>
    <select id="person" name="person">
      ${persons.map((p) => html`<option value="${p.key}" ${p.key === chosen && html` selected`}>${fullName(p)}, ${p.personalNumber} (${p.note})</option>`)}
      <option value="">Annan person, anges nedan</option>
    </select>
    <details>
      <summary>Annan person</summary>
      <p class="quiet">Används när ”Annan person” är vald.</p>
      <label for="personalNumber">Personnummer, tolv siffror</label>
      <input id="personalNumber" name="personalNumber" inputmode="numeric" autocomplete="off" />
      <label for="givenName">Förnamn</label>
      <input id="givenName" name="givenName" autocomplete="off" />
      <label for="surname">Efternamn</label>
      <input id="surname" name="surname" autocomplete="off" />
    </details>`;
}

export const orderTitle = (order: Order) => `${kindWord(order)} hos ${order.rpName}`;
const kindWord = (order: Order) => (order.kind === 'auth' ? 'Identifiering' : 'Underskrift');

/** What the app shows of an order, in whatever state it is. */
export function orderPage(order: Order, chosen: string | undefined, problem?: string): Html {
  return html`${problem && html`<p class="alert" role="alert">${problem}</p>`}
  ${order.status === 'pending' ? pending(order, chosen) : ended(order)}`;
}

function pending(order: Order, chosen: string | undefined): Html {
  const action = `/app/orders/${order.orderRef}`;
  if (!order.person) {
    return html`<form method="post" action="${action}/open">
      <section>
        <h2>Vem håller i telefonen?</h2>
        ${personFields(chosen)}
        <div class="row">
          <button class="main">Fortsätt</button>
          <button formaction="${action}/cancel">Avbryt</button>
        </div>
      </section>
    </form>`;
  }
  return html`${texts(order)} ${order.hintCode === 'userMrtd' ? idDocument(action) : codeForm(order, action)} ${troubles(action)}`;
}

function texts(order: Order): Html {
  const text = decoded(order.request.userVisibleData);
  const intent = order.kind === 'auth' ? 'Du är på väg att identifiera dig hos' : 'Du är på väg att skriva under hos';
  return html`<p>${intent} <strong>${order.rpName}</strong> som ${order.person && fullName(order.person)}.</p>
    ${text !== undefined && html`<div class="text">${rendered(text, order.request.userVisibleDataFormat)}</div>`}`;
}

function codeForm(order: Order, action: string): Html {
  return html`<form method="post" action="${action}/approve">
    <section>
      <label for="code">Säkerhetskod</label>
      <input id="code" name="code" type="password" inputmode="numeric" autocomplete="off" autofocus aria-describedby="code-help" />
      <p id="code-help" class="quiet">I simulatorn är koden 123456 för alla.</p>
      <div class="row">
        <button class="main">${order.kind === 'auth' ? 'Identifiera' : 'Skriv under'}</button>
        <button formaction="${action}/cancel">Avbryt</button>
      </div>
    </section>
  </form>`;
}

function idDocument(action: string): Html {
  return html`<form method="post" action="${action}/id-document">
    <section>
      <h2>Läs av din ID-handling</h2>
      <div class="row">
        <button class="main">ID-handlingen är avläst</button>
        <button formaction="${action}/cancel">Avbryt</button>
      </div>
    </section>
  </form>`;
}

function troubles(action: string): Html {
  return html`<details>
    <summary>Låt det gå fel</summary>
    <form method="post" class="row">
      <button formaction="${action}/wrong-code">Fel kod tre gånger</button>
      <button formaction="${action}/block">Spärrat BankID</button>
      <button formaction="${action}/risk">Stoppad av risk</button>
      <button formaction="${action}/old-app">För gammal app</button>
    </form>
  </details>`;
}

const ENDINGS: Readonly<Record<string, string>> = {
  userCancel: 'Du avbröt.',
  cancelled: 'E-tjänsten avbröt, eller ett nytt uppdrag för samma person kom.',
  certificateErr: 'Ditt BankID är spärrat eller för gammalt.',
  startFailed: 'Uppdraget startades inte i tid.',
  expiredTransaction: 'Tiden gick ut.',
  transactionRiskBlocked: 'Uppdraget stoppades på grund av risk.',
  notSupportedByUserApp: 'Appen är för gammal för uppdraget.',
};

function ended(order: Order): Html {
  const outcome =
    order.status === 'complete'
      ? 'Klart. Gå tillbaka till e-tjänsten.'
      : (ENDINGS[order.hintCode ?? ''] ?? `Misslyckades: ${order.hintCode}.`);
  return html`<section>
    <p role="status">${outcome}</p>
    ${order.returnTo && html`<p><a href="${order.returnTo}">Tillbaka till ${order.rpName}</a></p>`}
    <p><a href="/">Till appens startsida</a></p>
  </section>`;
}
