import { operator } from '../../config/operator.js';
import type { Letter } from './mail.js';

export interface WrittenMail {
  subject: string;
  text: string;
  html: string;
}

/** Addresses of this very mail: where it is shown in a browser, where a summary is stopped. Left out where there is none. */
export interface LettersOwnLinks {
  show?: string;
  stop?: string;
}

const signature = ['Vänliga hälsningar', operator.name, operator.address, operator.mainPhone, operator.senderEmail];
/** A30, word by word; the first part is text, the second the link, the third text again. */
const SHOW = ['Om meddelandet inte visas som det ska kan du ', 'klicka här', ' för att visa det i en webbläsare.'] as const;
const STOP = ['Du får en sammanställning de dagar då något har hänt. ', 'Avsluta sammanställningen', '.'] as const;

/** A letter in the operator's voice as text and HTML, everything escaped; `origin` is where its link leads (A30, A31, A34). */
export function layout(letter: Letter, origin: string, { show, stop }: LettersOwnLinks = {}): WrittenMail {
  const greeting = letter.greet ? `Hej ${letter.greet}` : 'Hej';
  const link = letter.action && { label: letter.action.label, url: ownPage(letter.action.path, origin) };
  const text = [
    ...(show ? [`${SHOW.join('')}\n${show}`] : []),
    greeting,
    ...letter.paragraphs,
    ...(link ? [`${link.label}:\n${link.url}`] : []),
    signature.join('\n'),
    ...(stop ? [`${STOP[0]}${STOP[1]}:\n${stop}`] : []),
  ];
  const body = [
    ...[greeting, ...letter.paragraphs].map((paragraph) => `<p style="margin:0 0 16px">${escape(paragraph)}</p>`),
    ...(link ? [button(link.label, link.url)] : []),
    `<p style="margin:32px 0 0">${signature.map(escape).join('<br>')}</p>`,
    ...(stop ? [aside(STOP, stop, 'margin:24px 0 0')] : []),
  ];
  return {
    subject: oneLine(letter.subject),
    text: text.join('\n\n') + '\n',
    html: mailPage(letter.heading, body.join('\n'), show ? `${aside(SHOW, show, 'margin:0 0 24px')}\n` : ''),
  };
}

/** The page of a mail, and of what a mail's own links lead to: no script, nothing fetched. `body` and `above` are HTML. */
export const mailPage = (heading: string, body: string, above = ''): string => `<!doctype html>
<html lang="sv">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${escape(heading)}</title></head>
<body style="margin:0;padding:24px 16px;background:#f4f4f4;color:#1f1f1f;font:16px/1.5 Arial,Helvetica,sans-serif">
<main style="max-width:600px;margin:0 auto;padding:32px 24px;background:#ffffff">
${above}<p style="margin:0 0 24px;color:#4d4d4d">${escape(`${operator.name} – ${operator.productName}`)}</p>
<h1 style="margin:0 0 16px;font-size:24px;line-height:1.3">${escape(heading)}</h1>
${body}
</main>
</body>
</html>
`;

/** A link that looks like a button and shows its address too, for those whose program takes links away. */
const button = (label: string, url: string): string =>
  `<p style="margin:24px 0"><a href="${escape(url)}" style="display:inline-block;padding:12px 24px;background:#1d4f91;color:#ffffff;text-decoration:none;border-radius:4px">${escape(label)}</a></p>
<p style="margin:0 0 16px;font-size:14px;word-break:break-all">${escape(url)}</p>`;

/** A small line with a link in it. */
const aside = ([before, label, after]: readonly [string, string, string], url: string, margin: string): string =>
  `<p style="${margin};font-size:14px;color:#4d4d4d">${escape(before)}<a href="${escape(url)}" style="color:#1d4f91">${escape(label)}</a>${escape(after)}</p>`;

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;', '\n': '<br>\n' };

const escape = (text: string): string => text.replace(/[&<>"'\n]/g, (sign) => signs[sign]!);

/** A header is one line, whatever a name or title contains. */
const oneLine = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, ' ').trim();

function ownPage(path: string, origin: string): string {
  const url = new URL(path, origin);
  if (!path.startsWith('/') || url.origin !== origin) throw new Error('En länk i ett brev ska leda till en egen sida.');
  return url.href;
}
