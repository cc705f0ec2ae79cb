import { html } from '../../shared/html.ts';
import type { Html } from '../../shared/html.ts';
import { fullName } from '../../shared/persons.ts';
import { decoded, isPending } from '../orders/order.ts';
import type { Order, Status } from '../orders/order.ts';

export const pathOf = (order: Order) => `/app/orders/${encodeURIComponent(order.ref)}`;
export const orderTitle = (order: Order) => `${kindWord(order)} hos ${order.rp.displayName}`;
export const kindWord = (order: Order) => (order.kind === 'auth' ? 'Identifiering' : 'Underskrift');

/** What the app shows of an order, in whatever state it is. */
export function orderPage(order: Order, who: Html, problem?: string): Html {
  return html`${problem && html`<p class="alert" role="alert">${problem}</p>`} ${isPending(order) ? pending(order, who) : ended(order)}`;
}

function pending(order: Order, who: Html): Html {
  const action = pathOf(order);
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
  return html`${texts(order)}
    <form method="post" action="${action}/approve">
      <section>
        <label for="code">Pinkod</label>
        <input id="code" name="code" type="password" inputmode="numeric" autocomplete="off" autofocus aria-describedby="code-help" />
        <p id="code-help" class="quiet">I simulatorn är koden 123456 för alla.</p>
        <div class="row">
          <button class="main">${order.kind === 'auth' ? 'Godkänn' : 'Skriv under'}</button>
          <button formaction="${action}/cancel">Avbryt</button>
        </div>
      </section>
    </form>
    <details>
      <summary>Låt det gå fel</summary>
      <form method="post" class="row">
        <button formaction="${action}/wrong-code">Fel kod</button>
        <button formaction="${action}/block">Spärrad Freja</button>
        <button formaction="${action}/reject">Avvisad av säkerhetsskäl</button>
        <button formaction="${action}/expire">Tiden går ut</button>
      </form>
    </details>`;
}

function texts(order: Order): Html {
  const { title, text } = order.request;
  const intent = order.kind === 'auth' ? 'Du är på väg att identifiera dig hos' : 'Du är på väg att skriva under hos';
  const shown = decoded(text);
  return html`<p>${intent} <strong>${order.rp.displayName}</strong> som ${order.person && fullName(order.person)}.</p>
    ${
      shown !== undefined &&
      html`<section>
        ${title && html`<h2>${title}</h2>`}
        <pre class="letter">${shown}</pre>
      </section>`
    }`;
}

const ENDINGS: Partial<Record<Status, string>> = {
  APPROVED: 'Klart. Gå tillbaka till e-tjänsten.',
  CANCELED: 'Du avbröt.',
  RP_CANCELED: 'E-tjänsten avbröt.',
  EXPIRED: 'Tiden gick ut.',
  REJECTED: 'Uppdraget avvisades, till exempel för att din Freja är spärrad eller för att du hade två identifieringar på gång.',
};

function ended(order: Order): Html {
  return html`<section>
    <p role="status">${ENDINGS[order.status]}</p>
    ${order.returnTo && html`<p><a href="${order.returnTo}">Tillbaka till ${order.rp.displayName}</a></p>`}
    <p><a href="/">Till appens startsida</a></p>
  </section>`;
}
