import { application } from '../setup/application.js';

const on = application();
const get = (url: string, headers: object) => on.app.inject({ url: `/api/v1/me/register-extract${url}`, headers: { ...headers } });
const session = async (name: string) => on.world.login(await on.world.person(name), 'private');

describe('whoever asks for a register extract', () => {
  it.each(['', '.pdf'])('has to be logged in (%s)', async (url) => {
    expect((await get(url, {})).json()).toMatchObject({ status: 401, code: 'portal/not-signed-in' });
  });

  it('gets a file to keep, that no cache keeps', async () => {
    const [json, pdf] = [await get('', await session('Lisa Lång')), await get('.pdf', await session('Lisa Lång'))];
    expect(json.headers).toMatchObject({
      'content-disposition': 'attachment; filename="registerutdrag.json"',
      'cache-control': 'no-store',
    });
    expect(pdf.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': 'attachment; filename="registerutdrag.pdf"',
      'cache-control': 'no-store',
    });
    expect(pdf.rawPayload.subarray(0, 8).toString()).toBe('%PDF-1.7');
  });

  it('gets six of each form an hour, whatever the session, without stopping anybody else', async () => {
    const person = await on.world.person('Ivrig Ivarsson');
    const ask = async (url: string) => get(url, await on.world.login(person, null));
    const codes: number[] = [];
    for (const url of ['', '', '', '', '', '', '', '.pdf']) codes.push((await ask(url)).statusCode);
    expect(codes).toEqual([200, 200, 200, 200, 200, 200, 429, 200]);
    const refused = await ask('');
    expect(refused.json()).toMatchObject({ code: 'portal/too-many-requests' });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(3_000);
    expect((await get('', await on.world.login(await on.world.person('Lugn Larsson'), null))).statusCode).toBe(200);
  });
});
