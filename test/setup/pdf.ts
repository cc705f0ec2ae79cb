import { inflateSync } from 'node:zlib';

/** A PDF as a reader of ours sees it, without the library that made it: its objects, and the text that is drawn. */
export class Pdf {
  private readonly objects = new Map<string, string>();

  constructor(private readonly bytes: Buffer) {
    const source = bytes.toString('latin1');
    for (const [, number, body] of source.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) this.objects.set(number!, body!);
  }

  get pages(): number {
    return [...this.objects.values()].filter((body) => /\/Type \/Page\b(?!s)/.test(body)).length;
  }

  /** True when some object outside the streams says so. */
  says(pattern: RegExp): boolean {
    return [...this.objects.values()].some((body) => pattern.test(body.split('stream\n')[0]!));
  }

  /** Everything drawn, page by page, a line for each piece of text. */
  get text(): string {
    const fonts = this.fonts();
    const contents = [...this.objects.values()].map((body) => /\/Contents (\d+) 0 R/.exec(body)?.[1]).filter((one) => one !== undefined);
    return contents.map((number) => drawn(this.stream(number), fonts)).join('\n');
  }

  /** What each font calls its signs: /F1 → sign → letter. */
  private fonts(): Map<string, Map<string, string>> {
    const all = [...this.objects.values()].join('\n');
    const named = [...all.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name, number]) => [name!, this.objects.get(number!) ?? ''] as const);
    return new Map(named.map(([name, font]) => [name, letters(this.stream(/\/ToUnicode (\d+) 0 R/.exec(font)![1]!))]));
  }

  private stream(number: string): string {
    const [head, ...rest] = this.objects.get(number)!.split('stream\n');
    const bytes = Buffer.from(rest.join('stream\n').replace(/\nendstream$/, ''), 'latin1');
    return (head!.includes('/FlateDecode') ? inflateSync(bytes) : bytes).toString('latin1');
  }
}

function letters(cmap: string): Map<string, string> {
  const known = new Map<string, string>();
  for (const [, first, , list] of cmap.matchAll(/<(\w+)> <(\w+)> \[([^\]]*)\]/g))
    for (const [at, one] of [...list!.matchAll(/<([\w ]+)>/g)].entries())
      known.set(hex(parseInt(first!, 16) + at), Buffer.from(one[1]!.replaceAll(' ', ''), 'hex').swap16().toString('utf16le'));
  return known;
}

function drawn(content: string, fonts: Map<string, Map<string, string>>): string {
  let font = new Map<string, string>();
  const lines: string[] = [];
  for (const [, name, pieces] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (name) font = fonts.get(name) ?? font;
    else
      lines.push([...pieces!.matchAll(/<(\w+)>/g)].flatMap((one) => one[1]!.match(/.{4}/g)!.map((sign) => font.get(sign) ?? '?')).join(''));
  }
  return lines.join('\n');
}

const hex = (n: number): string => n.toString(16).padStart(4, '0');
