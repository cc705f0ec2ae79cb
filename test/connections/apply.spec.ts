import { application } from '../setup/application.js';
import { Board } from '../setup/board.js';
import { outboxOf } from '../setup/connection-mails.js';
import { command, newOrgNumber, type Session } from '../setup/world.js';
import type { ConnectionRequestView } from '../../src/connections/connection-request.dto.js';

const on = application();
let board: Board;
let region: string;
beforeAll(async () => {
  board = new Board(on.world);
  region = await board.region();
});

const apply = (session: Session, body: object, headers = {}) =>
  on.cases.send<ConnectionRequestView>(session, 'POST', '/me/connection-requests', body, headers);
const own = async (session: Session) =>
  (await on.cases.send<{ rows: ConnectionRequestView[] }>(session, 'GET', '/me/connection-requests')).body.rows;

it('gives an application its number, its receipt and its place in the region’s queue', async () => {
  const { session, email, person } = await board.applicant();
  const orgNumber = newOrgNumber();
  const { status, body } = await apply(session, { ...board.application(region, orgNumber), message: 'Jag är platschef åt Åke.' });
  expect(status).toBe(201);
  expect(body).toMatchObject({
    number: expect.stringMatching(/^9-\d{7}$/),
    region: { code: region },
    orgNumber: `${orgNumber.slice(0, 6)}-${orgNumber.slice(6)}`,
    wantedRoles: [{ code: 'foretagsadministrator', label: 'Företagsadministratör' }],
    message: 'Jag är platschef åt Åke.',
    statusLabel: 'Ansökt',
    companyName: null,
    history: [{ verb: 'apply', statusLabel: 'Ansökt' }],
  });
  expect(body.actions.filter(({ allowed }) => allowed).map(({ name }) => name)).toEqual(['withdraw']);
  expect((await own(session)).map(({ id }) => id)).toEqual([body.id]);
  expect(await outboxOf(on.world, person)).toEqual([{ template: 'koppla-foretag-mottagen', recipient: email }]);
});

it('answers the same for a company that exists, one in the register and one that nobody knows', async () => {
  const employer = await on.world.employer();
  const numbers = [employer.organization.orgNumber, await board.registered(), newOrgNumber()];
  const shapes = [];
  for (const orgNumber of numbers) {
    const { session } = await board.applicant();
    const { status, body } = await apply(session, board.application(region, orgNumber));
    const { id: _id, number: _number, createdAt: _at, orgNumber: _own, history, ...rest } = body;
    shapes.push({ status, rest, steps: history.map(({ verb }) => verb) });
  }
  expect(new Set(shapes.map((shape) => JSON.stringify(shape))).size).toBe(1);
});

it('asks for a verified e-mail and mobile first', async () => {
  const { session } = await board.applicant({ verified: false });
  const answer = await apply(session, board.application(region, newOrgNumber()));
  expect(answer).toMatchObject({ status: 409, body: { code: 'connections/contact-not-verified' } });
});

it.each([
  ['ett nummer som inte är ett organisationsnummer', { orgNumber: '212000-0143' }, 'orgNumber'],
  ['ett personnummer', { orgNumber: '199908072391' }, 'orgNumber'],
  ['en region som inte finns', { regionCode: 'atlantis' }, 'regionCode'],
  ['ingen roll', { wantedRoles: [] }, 'wantedRoles'],
  ['samma roll två gånger', { wantedRoles: ['handledare', 'handledare'] }, 'wantedRoles'],
  ['en roll hos fonden', { wantedRoles: ['handlaggare'] }, 'wantedRoles'],
  ['för långt meddelande', { message: 'å'.repeat(2001) }, 'message'],
])('refuses %s with the field named', async (_what, over, path) => {
  const { session } = await board.applicant();
  const { status, body } = await apply(session, { ...board.application(region, newOrgNumber()), ...over });
  expect(status).toBe(422);
  expect((body as unknown as { errors: { path: string }[] }).errors.map((error) => error.path)).toContain(path);
  expect(await own(session)).toEqual([]);
});

it('lets one application a company wait, and five in all, also when twenty are sent at once', async () => {
  const { session } = await board.applicant();
  const numbers = Array.from({ length: 10 }, newOrgNumber);
  const answers = await Promise.all([...numbers, ...numbers].map((orgNumber) => apply(session, board.application(region, orgNumber))));
  const codes = answers.map(({ status, body }) => (status === 201 ? 'ok' : (body as unknown as { code: string }).code));
  expect(codes.filter((code) => code === 'ok')).toHaveLength(5);
  expect(new Set(codes)).toEqual(new Set(['ok', 'connections/already-open', 'connections/too-many-open']));
  expect(await own(session)).toHaveLength(5);
  const [first] = await own(session);
  expect((await on.cases.send(session, 'POST', `/me/connection-requests/${first!.id}/withdrawal`)).status).toBe(200);
  expect((await apply(session, board.application(region, newOrgNumber()))).status).toBe(201);
});

it('makes one application of a double click', async () => {
  const { session } = await board.applicant();
  const [body, headers] = [board.application(region, newOrgNumber()), command(session)];
  const [first, second] = [await apply(session, body, headers), await apply(session, body, headers)];
  expect([first.status, second.status, second.body.id]).toEqual([201, 201, first.body.id]);
  expect(await own(session)).toHaveLength(1);
});

it('is withdrawn by the one who made it, and does not exist for anybody else', async () => {
  const [mine, theirs] = [await board.applicant(), await board.applicant()];
  const { body } = await apply(mine.session, board.application(region, newOrgNumber()));
  const withdraw = (session: Session) =>
    on.cases.send<ConnectionRequestView>(session, 'POST', `/me/connection-requests/${body.id}/withdrawal`);
  expect((await withdraw(theirs.session)).status).toBe(404);
  expect(await own(theirs.session)).toEqual([]);
  expect(await withdraw(mine.session)).toMatchObject({ status: 200, body: { statusLabel: 'Återtagen' } });
  expect(await withdraw(mine.session)).toMatchObject({ status: 409, body: { code: 'portal/invalid-transition' } });
});
