import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Provider } from 'oidc-provider';
import { html, sendPage } from '../shared/html.ts';
import { readForm, Refusal } from '../shared/http.ts';
import { findPerson, fullName, persons } from '../shared/persons.ts';
import { LOA2, LOA3 } from './settings.ts';

const HOME = 'Simulerad utfärdare';

/** Who logs in, and how surely: what a person sees at the issuer. */
export async function interaction(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'POST') return choose(response);
  const form = await readForm(request);
  if (form.has('cancel')) {
    const result = { error: 'access_denied', error_description: 'Personen avbröt' };
    return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  }
  const { personalNumber } = findPerson(form.get('person'));
  const acr = form.get('acr') === 'loa2' ? LOA2 : LOA3;
  await provider.interactionFinished(request, response, { login: { accountId: personalNumber, acr, remember: false } });
}

function choose(response: ServerResponse): void {
  const body = html`<form method="post">
    <section>
      <h2>Vem loggar in?</h2>
      <label for="person">Person</label>
      <select id="person" name="person">
        ${persons.map((one) => html`<option value="${one.key}">${fullName(one)}, ${one.note}</option>`)}
      </select>
      <label for="acr">Tillitsnivå</label>
      <select id="acr" name="acr">
        <option value="loa3">3, som räcker</option>
        <option value="loa2">2, som inte räcker</option>
      </select>
      <button class="main">Logga in</button>
      <button name="cancel" value="1">Avbryt</button>
    </section>
  </form>`;
  sendPage(response, { title: 'Logga in', home: HOME, body });
}

/** What a form may not say is told as a page. */
export function refuse(response: ServerResponse, error: unknown): void {
  const { status, message } = error instanceof Refusal ? error : new Refusal(500, 'failed', String(error));
  sendPage(response, { title: 'Det gick inte', home: HOME, body: html`<p class="alert" role="alert">${message}</p>`, status });
}
