import type { BatchSent, FilePreview } from '../../src/invitations/invitation-batch.dto.js';
import { application } from '../setup/application.js';
import { newPersonalNumber, withBankId } from '../setup/identities.js';
import { Invitations } from '../setup/invitations.js';
import type { Session } from '../setup/world.js';

const on = application();
const invitations = new Invitations(on);

const preview = (session: Session, csv: string) =>
  on.cases.send<FilePreview & { code?: string }>(session, 'POST', '/invitations/file-preview', { csv });
const send = (session: Session, csv: string) =>
  on.cases.send<BatchSent & { code?: string }>(session, 'POST', '/invitations/files', { csv });
const rows = (n: number) =>
  Array.from({ length: n }, (_x, i) => `rad${i}-${Math.random().toString(36).slice(2)}@testby.se;Karin Berg`).join('\n');

it('shows each row with everything that is wrong with it, and sends nothing', async () => {
  const admin = await invitations.administrator();
  const { email } = await invitations.sent(admin);
  const csv = [
    '\ufeffE-post;Namn;Telefonnummer;Titel;Behörigheter;Gäller till;Personnummer',
    'a@testby.se;Anna Alm;08-121 21 21;Chef;Administrera användare, Ser samtliga ansökningar;2199-12-31;',
    'inte en adress;B;12;;Chef;2026-02-31;19900101-1234',
    'A@testby.se;Anna Alm;;;;;',
    '',
    `${email};Karin Berg;;;;;`,
    `${admin.person.id.slice(-12)}@testby.se;Anni Widdersjö;;;;;`,
    'konsult@testby.se;Kim Konsult;;;;2199-12-31;',
  ].join('\r\n');
  const { status, body } = await preview(admin.session, csv);
  expect([status, body.good, body.leftToday]).toEqual([200, 1, 49]);
  expect(body.rows.map(({ line, faults }) => [line, faults.map(({ column }) => column)])).toEqual([
    [2, []],
    [3, ['E-post', 'Namn', 'Telefonnummer', 'Gäller till', 'Personnummer', 'Behörigheter']],
    [4, ['E-post']],
    [6, ['E-post']],
    [7, ['E-post']],
    [8, ['Gäller till']],
  ]);
  expect(body.rows[0]!.roles).toEqual([
    { role: 'administrera_anvandare', validTo: '2199-12-31', label: 'Administrera användare', department: null },
    { role: 'ser_samtliga_ansokningar', validTo: '2199-12-31', label: 'Ser samtliga ansökningar', department: null },
  ]);
  expect(body.rows.flatMap(({ faults }) => faults.map(({ message }) => message))).toEqual(
    expect.arrayContaining([
      'Adressen finns på flera rader.',
      'Det finns redan en inbjudan till adressen.',
      'Personen är redan användare i organisationen.',
    ]),
  );
  const sent = await send(admin.session, csv);
  expect([sent.status, sent.body.sent, sent.body.skipped]).toEqual([201, 1, 5]);
});

it('says whose personnummer is a user’s here or stands twice, of nobody else’s anything, and lets nobody try numbers out', async () => {
  const admin = await invitations.administrator();
  const [here, elsewhere] = [
    await withBankId(on.world, admin.person),
    await withBankId(on.world, await on.world.person('Elsa Annorstädes')),
  ];
  const twice = newPersonalNumber();
  const numbers = [here.personalNumber, elsewhere.personalNumber, twice, `${twice.slice(0, 8)}-${twice.slice(8)}`];
  const file = (written: readonly string[]) =>
    `E-post;Namn;Personnummer\n${written.map((number, n) => `rad${n}@testby.se;Karin Berg;${number}`).join('\n')}`;
  const faults = async () => (await preview(admin.session, file(numbers))).body.rows.map((row) => row.faults);
  expect(await faults()).toEqual([
    [{ column: 'Personnummer', message: 'Personnumret är en användares i organisationen.' }],
    [],
    [],
    [{ column: 'Personnummer', message: 'Personnumret finns på flera rader.' }],
  ]);
  const sent = await send(admin.session, file(numbers));
  expect([sent.body.sent, sent.body.skipped]).toEqual([2, 2]);
  const many = file(Array.from({ length: 196 }, newPersonalNumber));
  expect((await send(admin.session, many)).body.code).toBe('invitations/too-many-today');
  const looks: unknown[] = [];
  for (let n = 0; n < 5; n++) looks.push((await preview(admin.session, many)).body.code ?? 'seen');
  expect(looks).toEqual(['seen', 'seen', 'seen', 'seen', 'portal/too-many-requests']);
});

it('reads commas and quotes too', async () => {
  const { session } = await invitations.administrator();
  const { body } = await preview(
    session,
    'Namn,Epost,Behörighet\n"Berg, Karin",karin@testby.se,"Administrera användare,ser samtliga ansökningar"',
  );
  expect(body.rows).toMatchObject([{ name: 'Berg, Karin', email: 'karin@testby.se', faults: [], roles: [{}, {}] }]);
});

it('reads tabs and letters in two parts, and says what stands under no heading', async () => {
  const { session } = await invitations.administrator();
  const { body } = await preview(
    session,
    'E-post\tNamn\tBeho\u0308righeter\t\na@testby.se\tÅsa Öst\tAttestant\t\nb@testby.se\tBo Ek\t\tNord\tSyd',
  );
  expect(body.rows).toMatchObject([
    { name: 'Åsa Öst', roles: [{ role: 'attestant' }], faults: [] },
    {
      faults: [
        { column: 'Kolumn 4', message: '”Nord” står inte under någon rubrik.' },
        { column: 'Kolumn 5', message: '”Syd” står inte under någon rubrik.' },
      ],
    },
  ]);
});

it('reads on past rows that hold nothing but separators', async () => {
  const { session } = await invitations.administrator();
  const blank = Array<string>(171).fill(';;').join('\n');
  const { body } = await preview(session, `E-post;Namn;Titel\n${rows(30)}\n${blank}\n${rows(5)}`);
  expect([body.rows.length, body.rows.at(-1)?.line]).toEqual([35, 207]);
});

const HEADINGS = 'De som finns är E-post, Namn, Telefonnummer, Titel, Behörigheter, Gäller till, Personnummer.';
it.each([
  ['Namn;Titel\nKarin;Chef', 'Rubriken E-post saknas på första raden.'],
  ['E-post;Namn', 'Filen har inga rader under rubrikerna.'],
  ['E-post;E-post;Namn\na;b;c', 'En rubrik finns två gånger.'],
  [`E-post;Namn\n${rows(201)}`, 'Filen har fler än 200 rader. Dela upp den.'],
  ['E-post;Namn;Roll;Avdelning\na@b.se;Anna Alm;Chef;Nord', `Rubriken ”Roll” och ”Avdelning” finns inte. ${HEADINGS}`],
  [
    'E-post;Namn;Beh\ufffdrigheter\na@b.se;\ufffdsa Alm;',
    'Filen har tecken som inte går att läsa. Spara den som CSV UTF-8 och välj den igen.',
  ],
  ['E-post;Namn;Behšrigheter\na@b.se;Anna Alm;', `Rubriken ”Behšrigheter” finns inte. ${HEADINGS}`],
  ['E-post;Namn\n"a;b', 'Ett citattecken är öppnat men inte stängt, eller så är filen inte CSV.'],
])('says what is wrong with a file that can’t be read', async (csv, detail) => {
  const { session } = await invitations.administrator();
  for (const answer of [await preview(session, csv), await send(session, csv)])
    expect(answer).toMatchObject({ status: 422, body: { code: 'invitations/unreadable-file', detail } });
});

it('sends all that are right or none: fifty-one are too many, and a file of faults is nobody', async () => {
  const admin = await invitations.administrator();
  const count = () => on.world.as<number>('select count(*)::int from invitation where organization_id = $1', [admin.organization.id]);
  expect(await send(admin.session, `E-post;Namn\n${rows(51)}`)).toMatchObject({
    status: 429,
    body: { code: 'invitations/too-many-today' },
  });
  expect(await send(admin.session, 'E-post;Namn\nfel;Karin Berg')).toMatchObject({
    status: 422,
    body: { code: 'invitations/nobody-to-invite' },
  });
  expect(await count()).toBe(0);
  expect((await send(admin.session, `E-post;Namn\n${rows(50)}`)).body.sent).toBe(50);
  expect(await count()).toBe(50);
});
