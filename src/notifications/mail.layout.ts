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

/** Text, the words that are the link, text. */
type Linked = readonly [string, string, string];

const sender = [operator.name, operator.address, operator.mainPhone, operator.senderEmail];
const words: Readonly<Record<'sv' | 'en', { hello: string; regards: string; show: Linked }>> = {
  sv: {
    hello: 'Hej',
    regards: 'Vänliga hälsningar',
    // A30, word by word.
    show: ['Om meddelandet inte visas som det ska kan du ', 'klicka här för att visa det i en webbläsare', '.'],
  },
  en: {
    hello: 'Hello',
    regards: 'Kind regards',
    show: ['If the message does not look right you can ', 'click here to view it in a browser', '.'],
  },
};
const STOP: Linked = ['Du får en sammanställning de dagar då något har hänt. ', 'Avsluta sammanställningen', '.'];

/** A letter in the operator's voice as text and HTML, both with its heading, everything escaped; `origin` is where its link leads (A30, A31, A34). */
export function layout(letter: Letter, origin: string, own: LettersOwnLinks = {}): WrittenMail {
  const language = letter.language ?? 'sv';
  const { hello, regards, show: asShown } = words[language];
  const greeting = letter.greet ? `${hello} ${letter.greet}` : hello;
  const signature = [regards, ...sender];
  const link = letter.action && { label: letter.action.label, url: ownPage(letter.action.path, origin) };
  const after = letter.after ?? [];
  const show = letter.webView ? ownPage(letter.webView, origin) : own.show;
  const { stop } = own;
  const text = [
    ...(show ? [asText(asShown, show)] : []),
    ...(letter.isVerbatim ? [] : [letter.heading]),
    greeting,
    ...letter.paragraphs,
    ...(link ? [`${link.label}:\n${link.url}`] : []),
    ...after,
    signature.join('\n'),
    ...(stop ? [asText(STOP, stop)] : []),
  ];
  const body = [
    ...[greeting, ...letter.paragraphs].map(paragraph),
    ...(link ? [button(link.label, link.url)] : []),
    ...after.map(paragraph),
    `<p style="margin:32px 0 0">${signature.map((line) => (line === operator.senderEmail ? mailto(line) : escape(line))).join('<br>')}</p>`,
    ...(stop ? [aside(STOP, stop, 'margin:24px 0 0')] : []),
  ];
  const above = show ? `${aside(asShown, show, 'margin:0 0 24px')}\n` : '';
  return {
    subject: oneLine(letter.subject),
    text: text.join('\n\n') + '\n',
    html: mailPage(letter.heading, body.join('\n'), { language, above, isVerbatim: letter.isVerbatim }),
  };
}

interface Around {
  language?: 'sv' | 'en';
  /** HTML before everything else. */
  above?: string;
  /** Nothing else before the body. */
  isVerbatim?: true | undefined;
}

/** The page of a mail, and of what a mail's own links lead to: no script, nothing fetched. `body` is HTML. */
export const mailPage = (
  heading: string,
  body: string,
  { language = 'sv', above = '', isVerbatim }: Around = {},
): string => `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${escape(heading)}</title></head>
<body style="margin:0;padding:24px 16px;background:#f4f4f4;color:#1f1f1f;font:16px/1.5 Arial,Helvetica,sans-serif">
<main style="max-width:600px;margin:0 auto;padding:32px 24px;background:#ffffff">
${above}${isVerbatim ? '' : head(heading)}${body}
</main>
</body>
</html>
`;

const head = (
  heading: string,
): string => `<p style="margin:0 0 24px;color:#4d4d4d">${escape(`${operator.name} – ${operator.productName}`)}</p>
<h1 style="margin:0 0 16px;font-size:24px;line-height:1.3">${escape(heading)}</h1>
`;

/** A link that looks like a button and shows its address too, for those whose program takes links away. */
const button = (label: string, url: string): string =>
  `<p style="margin:24px 0"><a href="${escape(url)}" style="display:inline-block;padding:12px 24px;background:#1d4f91;color:#ffffff;text-decoration:none;border-radius:4px">${escape(label)}</a></p>
<p style="margin:0 0 16px;font-size:14px;word-break:break-all">${escape(url)}</p>`;

const mailto = (address: string): string => `<a href="mailto:${escape(address)}" style="color:#1d4f91">${escape(address)}</a>`;

const paragraph = (text: string): string => `<p style="margin:0 0 16px">${escape(text)}</p>`;

const asText = ([before, label]: Linked, url: string): string => `${before}${label}:\n${url}`;

/** A small line with a link in it. */
const aside = ([before, label, after]: Linked, url: string, margin: string): string =>
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
