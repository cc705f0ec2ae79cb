import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { mailExamples } from '../../src/notifications/index.js';
import { layout } from '../../src/notifications/mail.layout.js';
import { testApp } from '../setup/app.js';
import { Cases } from '../setup/cases.js';
import { type Session, World } from '../setup/world.js';

describe('every mail of the product', () => {
  let app: NestFastifyApplication, world: World, cases: Cases, staff: Session;

  beforeAll(async () => {
    world = await World.open();
    app = await testApp();
    cases = new Cases(app, world);
    staff = (await world.caseworker()).session;
  });
  afterAll(() => Promise.all([app.close(), world.close()]));

  const letters = () => [...mailExamples()].map(([name, letter]) => ({ name, ...layout(letter, 'https://minasidor.test') }));

  it('can be read on a page of its own', async () => {
    const { body } = await cases.send<{ rows: { template: string; subject: string }[] }>(staff, 'GET', '/admin/mails');
    expect(body.rows.map(({ template }) => template)).toEqual(
      expect.arrayContaining([
        'insats-mottagen',
        'insats-beslut',
        'insats-beslut.ej-godkand',
        'rekvisition-beslut',
        'inbjudan-utfall.avbojd',
      ]),
    );
    for (const { template } of body.rows) {
      const page = await app.inject({ url: `/api/v1/admin/mails/${template}`, headers: { ...staff } });
      expect(page.statusCode).toBe(200);
      expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
      expect(page.headers['content-security-policy']).toMatch(/^sandbox; default-src 'none'.*frame-ancestors 'self'$/);
      expect(page.headers['x-frame-options']).toBe('SAMEORIGIN');
      expect(page.body).toMatch(/Vänliga hälsningar|Kind regards/);
    }
    expect((await cases.send(staff, 'GET', '/admin/mails/finns-inte')).status).toBe(404);
  });

  it('names no amount in the subject and no person number at all', () => {
    // An organisation number is no person's: its third digit is at least 2 (identity §4.3).
    for (const { name, subject, text } of letters()) {
      expect([name, subject]).not.toEqual([name, expect.stringMatching(/\d\s*(kr|kronor|öre)\b|\d{6}-?\d{4}/)]);
      expect([name, text]).not.toEqual([name, expect.stringMatching(/(19|20)?\d\d[01]\d{3}[-+]\d{4}\b/)]);
    }
  });

  it('has the number of its case in the subject', () => {
    const subjects = letters().filter(({ name }) => /^(insats|rekvisition)-/.test(name));
    expect(subjects.filter(({ subject }) => !/\d-\d{7}/.test(subject))).toEqual([]);
  });

  it('fetches nothing from elsewhere, and leads only to our own pages and to the address in the signature (A34)', () => {
    for (const { html } of letters()) {
      expect(html).not.toMatch(/<(img|link|script|iframe|style)\b|url\(/);
      for (const [, href] of html.matchAll(/href="([^"]*)"/g))
        expect(href).toMatch(/^(https:\/\/minasidor\.test\/|mailto:admin@omstallningsfonden\.se$)/);
      expect(html).toContain('<a href="mailto:admin@omstallningsfonden.se"');
    }
  });

  it('refuses a link that leads elsewhere', () => {
    const to = (path: string) => () =>
      layout({ subject: '', heading: '', paragraphs: [], action: { label: 'x', path } }, 'https://minasidor.test');
    for (const path of ['//tjuv.test/x', 'https://tjuv.test', '/\\tjuv.test', 'javascript:alert(1)', 'insatser/1'])
      expect(to(path)).toThrow(/egen sida|Invalid URL/);
    expect(to('/insatser/1')).not.toThrow();
  });

  it('greets and signs as the manual does', () => {
    expect(
      layout({ subject: 'Ämne', heading: 'Rubrik', paragraphs: ['Rad ett\nRad två'], greet: 'Åsa' }, 'https://minasidor.test').text,
    ).toBe(
      'Rubrik\n\nHej Åsa\n\nRad ett\nRad två\n\nVänliga hälsningar\nOmställningsfonden\n118 82 Stockholm\n08 452 78 00\nadmin@omstallningsfonden.se\n',
    );
  });
});
