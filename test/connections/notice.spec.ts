import { application } from '../setup/application.js';
import { type Applicant, Board, connection, rejection } from '../setup/board.js';
import type { Session } from '../setup/world.js';
import type { ConnectionRequestView } from '../../src/connections/connection-request.dto.js';
import type { DeskView } from '../../src/connections/desk.dto.js';

const on = application();
let board: Board;
let region: string;
let desk: Session;
beforeAll(async () => {
  board = new Board(on.world);
  region = await board.region();
  desk = (await board.staff(region)).session;
});

const post = <T = DeskView>(id: string, act: string, body?: object, headers = {}) =>
  on.cases.send<T>(desk, 'POST', `/admin/connection-requests/${id}/${act}`, body, headers);

/** An application that the desk has taken. */
async function taken(): Promise<Applicant & { id: string; number: string }> {
  const applicant = await board.applicant();
  const body = board.application(region, await board.registered());
  const made = await on.cases.send<ConnectionRequestView>(applicant.session, 'POST', '/me/connection-requests', body);
  expect((await post(made.body.id, 'taking')).status).toBe(200);
  return { ...applicant, id: made.body.id, number: made.body.number };
}
const laid = async (id: string) => (await on.cases.mails(id)).map(({ template }) => template);
const messages = async ({ session }: Applicant) =>
  (await on.cases.send<{ rows: { title: string }[] }>(session, 'GET', '/me/notifications')).body.rows.map(({ title }) => title);

describe('a decision that was told by telephone', () => {
  it.each([
    [
      'rejection',
      rejection({ notifiedVia: 'phone' }),
      'Vi kan inte koppla dig till företaget',
      `${rejection().reason} Meddelad per telefon.`,
    ],
    ['connection', connection({ notifiedVia: 'phone' }), 'Du är kopplad till Exempelbygg AB', 'Meddelad per telefon.'],
  ])('(%s) stands in the history and among the messages, and sends no mail', async (act, body, title, note) => {
    const one = await taken();
    const decided = await post(one.id, act, body);
    expect(decided.status).toBe(200);
    expect(decided.body.history.at(-1)!.note).toBe(note);
    expect(await messages(one)).toContain(title);
    expect(await laid(one.id)).toEqual(['koppla-foretag-mottagen']);
    expect(await on.world.as('select notified_via from connection_request where id = $1', [one.id])).toBe('phone');
  });

  it('is told in no way that does not exist', async () => {
    const one = await taken();
    for (const notifiedVia of ['brevduva', null, undefined])
      expect(await post(one.id, 'rejection', rejection({ notifiedVia }))).toMatchObject({
        status: 422,
        body: { errors: [{ path: 'notifiedVia' }] },
      });
  });
});
