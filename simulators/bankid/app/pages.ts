import { html } from '../../shared/html.ts';
import type { Html } from '../../shared/html.ts';
import { fullName } from '../../shared/persons.ts';
import { decoded } from '../orders/order.ts';
import type { Order } from '../orders/order.ts';
import { rendered } from './markdown.ts';

export const orderTitle = (order: Order) => `${kindWord(order)} hos ${order.rp.displayName}`;
export const kindWord = (order: Order) => (order.kind === 'auth' ? 'Identifiering' : 'Underskrift');

/** What the app shows of an order, in whatever state it is. */
export function orderPage(order: Order, who: Html, problem?: string): Html {
  return html`${problem && html`<p class="alert" role="alert">${problem}</p>`}
  ${order.status === 'pending' ? pending(order, who) : ended(order)}`;
}

function pending(order: Order, who: Html): Html {
  const action = `/app/orders/${order.orderRef}`;
  if (!order.person) {
    return html`<form method="post" action="${action}/open">
      <section>
        <h2>Vem håller i telefonen?</h2>
        ${who}
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
  return html`<p>${intent} <strong>${order.rp.displayName}</strong> som ${order.person && fullName(order.person)}.</p>
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
      <button formaction="${action}/wrong-code">Fel kod</button>
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
    ${order.returnTo && html`<p><a href="${order.returnTo}">Tillbaka till ${order.rp.displayName}</a></p>`}
    <p><a href="/">Till appens startsida</a></p>
  </section>`;
}
