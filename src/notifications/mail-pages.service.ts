import { Inject, Injectable, Logger } from '@nestjs/common';
import { ENV, type Env } from '../../config/env.js';
import { Db } from '../kernel/db.js';
import { Digests } from './digests.service.js';
import { mailTemplates } from './mail.js';
import { layout, mailPage } from './mail.layout.js';
import { MailLinks } from './mail-links.js';

export interface Shown {
  status: number;
  html: string;
}

const log = new Logger('mail');
const SYSTEM = { kind: 'system' } as const;
/** Its key must stand in KEYS as long (docs/operations.md). */
export const SHOWN_DAYS = 30;

/** A mail that may be shown to whoever has its link; nothing when it is too old, or sealed. $1 = its id. */
const shownMail = `select json_build_object('template', template, 'payload', payload) from outbox
  where id = $1 and channel = 'email' and secret_until is null and created_at > now() - interval '${SHOWN_DAYS} days' and payload <> '{}'`;

/** What a mail's own links show. An unknown, forged or outdated link gets a page that says what to do. */
@Injectable()
export class MailPages {
  constructor(
    private readonly db: Db,
    private readonly links: MailLinks,
    private readonly digests: Digests,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /**
   * The mail as it is written today of what was stored, for 30 days; then 410, and also when this version can't write it. Never one with a
   * secret in it: a code is erased, an invitation has a page of its own.
   */
  async show(token: string): Promise<Shown> {
    const id = this.links.read('show', token);
    if (!id) return unknown;
    const mail = await this.db.read<{ template: string; payload: object } | null>(SYSTEM, 'mail-shown', shownMail, [id]);
    const template = mail && mailTemplates.get(mail.template);
    if (!template || template.secret) return gone;
    try {
      return { status: 200, html: layout(template.write(mail.payload), this.env.PUBLIC_ORIGIN).html };
    } catch (error) {
      log.warn({ msg: 'ett brev går inte att visa', mail: id, template: mail.template, name: (error as Error).name });
      return gone;
    }
  }

  /** A page with a button. */
  ask(token: string): Shown {
    return this.links.read('stop', token) ? { status: 200, html: question } : unknown;
  }

  /** Stops the daily summary; pressed again it does nothing more. */
  async stop(token: string): Promise<Shown> {
    const personId = this.links.read('stop', token);
    if (!personId) return unknown;
    await this.digests.stop(personId);
    return { status: 200, html: stopped };
  }
}

const p = (text: string): string => `<p style="margin:0 0 16px">${text}</p>`;
const home = p('<a href="/" style="color:#1d4f91">Till Mina sidor</a>');
const settings = '<a href="/mina-installningar/aviseringar" style="color:#1d4f91">Aviseringar</a>';

const unknown: Shown = {
  status: 404,
  html: mailPage('Sidan finns inte', p('Länken är inte hel. Öppna den igen från e-postmeddelandet, eller logga in.') + home),
};
const gone: Shown = {
  status: 410,
  html: mailPage(
    'E-postmeddelandet visas inte längre',
    p('E-post går att visa i webbläsaren i högst 30 dagar. Logga in för att se det som meddelandet handlar om.') + home,
  ),
};
const question = mailPage(
  'Vill du avsluta den dagliga sammanställningen?',
  p('Du får fortfarande e-post om beslut, kvittenser och ditt konto. Alla meddelanden finns kvar på Mina sidor.') +
    '<form method="post"><button style="padding:12px 24px;border:0;border-radius:4px;background:#1d4f91;color:#ffffff;font:inherit;cursor:pointer">Avsluta sammanställningen</button></form>',
);
const stopped = mailPage(
  'Sammanställningen är avslutad',
  p(`Du får inte fler sammanställningar. Meddelandena finns på Mina sidor. Du kan ändra dig under ${settings}.`) + home,
);
