import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { send } from './http.ts';

/** Markup that is safe to insert as it is. */
export class Html {
  readonly #markup: string;

  constructor(markup: string) {
    this.#markup = markup;
  }

  toString(): string {
    return this.#markup;
  }
}

type Part = Html | string | number | false | undefined | readonly Part[];

/** Template tag: everything inserted is escaped unless it is Html itself; false and undefined vanish. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return new Html(strings.reduce((all, piece, i) => all + insert(parts[i - 1]) + piece));
}

function insert(part: Part): string {
  if (part === undefined || part === false) return '';
  if (Array.isArray(part)) return part.map(insert).join('');
  return part instanceof Html ? part.toString() : escape(String(part));
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (value: string) => value.replace(/[&<>"']/g, (sign) => ESCAPES[sign]!);

const style = readFileSync(new URL('style.css', import.meta.url));

export function sendStyle(response: ServerResponse): void {
  send(response, 200, 'text/css; charset=utf-8', style);
}

export interface Page {
  title: string;
  /** The simulator's name, above every page. */
  home: string;
  body: Html;
  status?: number;
}

export function sendPage(response: ServerResponse, { title, home, body, status = 200 }: Page): void {
  // Nothing needs scripts; what a letter or an order contains must not be able to bring any.
  response.setHeader('content-security-policy', "default-src 'none'; style-src 'self'; frame-src 'self'; img-src data:; base-uri 'none'");
  const markup = html`<!doctype html>
    <html lang="sv">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} – ${home}</title>
        <link rel="stylesheet" href="/style.css" />
        <link rel="icon" href="data:," />
      </head>
      <body>
        <header>
          <a href="/">${home}</a>
          <span class="mark">Simulator</span>
        </header>
        <main>
          <h1>${title}</h1>
          ${body}
        </main>
      </body>
    </html>`;
  send(response, status, 'text/html; charset=utf-8', markup.toString());
}
