import type { IncomingMessage, ServerResponse } from 'node:http';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { findPerson, fullName, persons } from '../persons.ts';
import type { Person } from '../persons.ts';

const COOKIE = 'simulator_person';

/** The choice of who holds the phone; `remark` says what is particular about somebody just now. */
export function personFields(chosen: string | undefined, remark: (person: Person) => string | undefined = () => undefined): Html {
  return html`<label for="person">Testperson</label>
    <select id="person" name="person">
      ${persons.map(
        (p) =>
          html`<option value="${p.key}" ${p.key === chosen && html` selected`}>
            ${fullName(p)}, ${p.personalNumber} (${remark(p) ?? p.note})
          </option>`,
      )}
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

/** The person of the form, remembered for the next visit. */
export function personOf(form: URLSearchParams, response: ServerResponse): Person {
  const key = form.get('person');
  if (!key)
    return findPerson({ personalNumber: form.get('personalNumber'), givenName: form.get('givenName'), surname: form.get('surname') });
  const person = findPerson(key);
  response.setHeader('set-cookie', `${COOKIE}=${encodeURIComponent(key)}; Path=/; HttpOnly; SameSite=Lax`);
  return person;
}

export const chosenPerson = (request: IncomingMessage) => new RegExp(`(?:^|; )${COOKIE}=(\\w+)`).exec(request.headers.cookie ?? '')?.[1];
