import { html } from '../../shared/html.ts';
import type { Html } from '../../shared/html.ts';

/** The text of an order as the app shows it. Plain text keeps its lines. */
export function rendered(text: string, format: string | undefined): Html {
  if (format !== 'simpleMarkdownV1') return html`<pre class="letter">${text}</pre>`;
  return html`${blocks(text.split(/\r\n|\r|\n/)).map(renderBlock)}`;
}

type Kind = 'heading' | 'rule' | 'bullet' | 'table' | 'paragraph' | 'empty';
interface Block {
  kind: Kind;
  lines: string[];
}

const MARKS: ReadonlyArray<[Kind, RegExp]> = [
  ['empty', /^\s*$/],
  ['heading', /^#{1,3} /],
  ['rule', /^---\s*$/],
  ['bullet', /^\+ /],
  ['table', /^\|.*\|\s*$/],
];
/** Kinds whose neighbouring lines belong together. */
const GATHERS: ReadonlySet<Kind> = new Set(['bullet', 'table', 'paragraph']);

function blocks(lines: string[]): Block[] {
  const result: Block[] = [];
  for (const line of lines) {
    const kind = MARKS.find(([, mark]) => mark.test(line))?.[0] ?? 'paragraph';
    const last = result.at(-1);
    if (last?.kind === kind && GATHERS.has(kind)) last.lines.push(line);
    else result.push({ kind, lines: [line] });
  }
  return result;
}

function renderBlock({ kind, lines }: Block): Html | string {
  const [first = ''] = lines;
  if (kind === 'empty') return '';
  if (kind === 'rule') return html`<hr />`;
  if (kind === 'heading') return heading(first);
  if (kind === 'bullet')
    return html`<ul>
      ${lines.map((line) => html`<li>${bold(line.slice(2))}</li>`)}
    </ul>`;
  if (kind === 'table')
    return html`<table>
      <tbody>
        ${lines.map(
          (line) =>
            html`<tr>
              ${cells(line).map((c) => html`<td>${bold(c)}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>`;
  return html`<p>${lines.map((line, i) => html`${i > 0 && html`<br />`}${bold(line)}`)}</p>`;
}

/** One level down: the first is the page's own. */
function heading(line: string): Html {
  const content = bold(line.replace(/^#+ /, ''));
  if (line.startsWith('###')) return html`<h4>${content}</h4>`;
  return line.startsWith('##') ? html`<h3>${content}</h3>` : html`<h2>${content}</h2>`;
}

const cells = (line: string) => line.trim().slice(1, -1).split('|');

/** Every second piece between stars is bold; a star without a partner stays a star. */
const bold = (line: string) => line.split(/\*([^*]+)\*/).map((piece, i) => (i % 2 ? html`<strong>${piece}</strong>` : piece));
