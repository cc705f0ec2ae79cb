import { inflateRawSync } from 'node:zlib';
import { application } from '../setup/application.js';
import { command } from '../setup/world.js';
import { type Insider, UserDesk, wish } from './users.js';

const on = application();
const desk = new UserDesk(on);

const take = (who: Insider, body: object) =>
  on.app.inject({ method: 'POST', url: '/api/v1/user-exports', headers: command(who.session), payload: body });
/** The texts in the archive that an Excel file is, by the directory at its end. */
function filesOf(zip: Buffer): Record<string, string> {
  const files: Record<string, string> = {};
  let at = zip.readUInt32LE(zip.lastIndexOf('PK\u0005\u0006') + 16);
  while (zip.readUInt32LE(at) === 0x02014b50) {
    const [method, size, nameLength, extra, comment] = [10, 20, 28, 30, 32].map((o) =>
      o === 20 ? zip.readUInt32LE(at + o) : zip.readUInt16LE(at + o),
    );
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const content = zip.subarray(start, start + size!);
    files[zip.toString('utf8', at + 46, at + 46 + nameLength!)] = (method === 0 ? content : inflateRawSync(content)).toString();
    at += 46 + nameLength! + extra! + comment!;
  }
  return files;
}

it('gives the list as CSV for Swedish Excel: BOM, semicolons, Swedish headings, å ä ö, nothing that calculates', async () => {
  const { organization, admin } = await desk.office();
  const eva = await desk.join(organization, 'Åsa "Öst" Ärlig');
  await desk.permit(admin, eva.id, wish('ser_samtliga_ansokningar'), wish('attestant', '2150-01-01', '2150-12-31'));
  const evil = { email: 'åsa@testby.se', phone: '+46 8 121 21 21', title: '=HYPERLINK("https://tjuv.test";"Klicka")' };
  await on.world.as('update membership set email = $2, phone = $3, title = $4 where id = $1', [eva.id, evil.email, evil.phone, evil.title]);
  const { statusCode, headers, rawPayload } = await take(admin, { format: 'csv' });
  expect([statusCode, headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
  expect(headers['content-disposition']).toMatch(/^attachment; filename="anvandare-\d{4}-\d\d-\d\d\.csv"$/);
  expect(rawPayload.toString()).toBe(
    [
      '\ufeffNamn;E-post;Telefonnummer;Titel;Behörigheter;Status',
      `Anni Widdersjö;${await desk.address(admin)};08-121 21 21;HR-chef;Administrera användare;Aktiv`,
      `"Åsa ""Öst"" Ärlig";åsa@testby.se;'+46 8 121 21 21;"'=HYPERLINK(""https://tjuv.test"";""Klicka"")";` +
        'Ser samtliga ansökningar, Attestant (från 2150-01-01, till och med 2150-12-31);Aktiv',
      '',
    ].join('\r\n'),
  );
});

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1'])('lets no title be a formula: %j', async (title) => {
  const { admin } = await desk.office();
  await on.world.as('update membership set title = $2 where id = $1', [admin.id, title]);
  expect((await take(admin, { format: 'csv' })).body).toContain(`;'${title};`);
});

it('gives the same as a real Excel file whose cells are all text', async () => {
  const { organization, admin } = await desk.office();
  const eva = await desk.join(organization, 'Åsa Öst');
  await on.world.as('update membership set title = $2, phone = $3 where id = $1', [eva.id, '=1+1', '+46701740605']);
  const { statusCode, headers, rawPayload } = await take(admin, { format: 'xlsx' });
  expect([statusCode, headers['content-type']]).toEqual([200, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet']);
  const parts = filesOf(rawPayload);
  const sheet = parts['xl/worksheets/sheet1.xml']!;
  const texts = `${sheet}${parts['xl/sharedStrings.xml'] ?? ''}`;
  for (const text of ['Telefonnummer', 'Behörigheter', 'Åsa Öst', 'Administrera användare']) expect(texts).toContain(text);
  for (const asWritten of ['>=1+1<', '>+46701740605<']) expect(texts).toContain(asWritten);
  expect(sheet).not.toMatch(/<f>|<f /);
});

it('holds the users that the list shows, and never another organisation’s', async () => {
  const { organization, admin } = await desk.office();
  await desk.join((await desk.office()).organization, 'Tora Annan');
  const gone = await desk.join(organization, 'Bo Borta');
  await desk.change(admin, 'POST', gone.id, '/end');
  const names = async (body: object) =>
    (await take(admin, { format: 'csv', ...body })).body
      .split('\r\n')
      .slice(1, -1)
      .map((line) => line.split(';')[0]);
  expect(await names({})).toEqual(['Anni Widdersjö']);
  expect(await names({ status: 'ended' })).toEqual(['Bo Borta']);
  expect(await names({ q: 'tora' })).toEqual([]);
  await desk.join(organization, 'Åsa Öst', 'attestant');
  expect(await names({ sort: 'name', order: 'desc' })).toEqual(['Åsa Öst', 'Anni Widdersjö']);
  expect(await names({ sort: 'permissions', order: 'desc' })).toEqual(['Åsa Öst', 'Anni Widdersjö']);
});

it('is remembered each time the file is given, the key used again too, and only for those who administer users', async () => {
  const { organization, admin } = await desk.office();
  const eva = await desk.join(organization, 'Eva Ekonomi', 'ser_samtliga_ansokningar');
  expect((await take(eva, { format: 'csv' })).statusCode).toBe(403);
  const headers = command(admin.session);
  for (let n = 0; n < 2; n++)
    expect((await on.app.inject({ method: 'POST', url: '/api/v1/user-exports', headers, payload: { format: 'xlsx' } })).statusCode).toBe(
      200,
    );
  expect(await desk.events(organization.id)).toEqual(Array(2).fill({ verb: 'users.export', facts: { format: 'xlsx' } }));
  const other = await on.app.inject({ method: 'POST', url: '/api/v1/user-exports', headers, payload: { format: 'csv' } });
  expect(other.json()).toMatchObject({ status: 422, code: 'portal/idempotency-key-reused' });
  expect((await take(admin, { format: 'pdf' })).json()).toMatchObject({ status: 422, code: 'portal/invalid' });
});
