import { operator } from '../../config/operator.js';
import type { Letter } from './mail.js';

export interface WrittenMail {
  subject: string;
  text: string;
  html: string;
}

const sender = [operator.name, operator.address, operator.mainPhone, operator.senderEmail];
const words = { sv: { hello: 'Hej', regards: 'Vänliga hälsningar' }, en: { hello: 'Hello', regards: 'Kind regards' } } as const;

/** A letter in the operator's voice as text and HTML, everything escaped; `origin` is where its link leads (A31, A34). */
export function layout(letter: Letter, origin: string): WrittenMail {
  const language = letter.language ?? 'sv';
  const { hello, regards } = words[language];
  const greeting = letter.greet ? `${hello} ${letter.greet}` : hello;
  const signature = [regards, ...sender];
  const link = letter.action && { label: letter.action.label, url: ownPage(letter.action.path, origin) };
  return {
    subject: oneLine(letter.subject),
    text: [greeting, ...letter.paragraphs, ...(link ? [`${link.label}:\n${link.url}`] : []), signature.join('\n')].join('\n\n') + '\n',
    html: page(
      language,
      letter.heading,
      [
        ...[greeting, ...letter.paragraphs].map((text) => `<p style="margin:0 0 16px">${escape(text)}</p>`),
        ...(link ? [button(link.label, link.url)] : []),
        `<p style="margin:32px 0 0">${signature.map(escape).join('<br>')}</p>`,
      ].join('\n'),
    ),
  };
}

const page = (language: 'sv' | 'en', heading: string, body: string): string => `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escape(heading)}</title></head>
<body style="margin:0;padding:24px 16px;background:#f4f4f4;color:#1f1f1f;font:16px/1.5 Arial,Helvetica,sans-serif">
<main style="max-width:600px;margin:0 auto;padding:32px 24px;background:#ffffff">
<p style="margin:0 0 24px;color:#4d4d4d">${escape(`${operator.name} – ${operator.productName}`)}</p>
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

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;', '\n': '<br>\n' };

const escape = (text: string): string => text.replace(/[&<>"'\n]/g, (sign) => signs[sign]!);

/** A header is one line, whatever a name or title contains. */
const oneLine = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, ' ').trim();

function ownPage(path: string, origin: string): string {
  const url = new URL(path, origin);
  if (!path.startsWith('/') || url.origin !== origin) throw new Error('En länk i ett brev ska leda till en egen sida.');
  return url.href;
}
