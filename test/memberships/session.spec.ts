import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { testApp } from '../setup/app.js';
import { World } from '../setup/world.js';

let app: NestFastifyApplication;
let world: World;
beforeAll(async () => {
  [app, world] = [await testApp(), await World.open()];
});
afterAll(async () => {
  await app.close();
  await world.close();
});

const session = async (headers: object) => (await app.inject({ url: '/api/v1/session', headers: { ...headers } })).json();

it('says that nobody is logged in without a session', async () => {
  expect(await session({})).toEqual({ authenticated: false, simulator: true });
});

it('shows who is logged in, for whom and with which rights', async () => {
  const { person, organization, session: mine } = await world.employer('ser_samtliga_ansokningar');
  expect(await session(mine)).toMatchObject({
    authenticated: true,
    csrfToken: mine['x-csrf-token'],
    person,
    context: {
      kind: 'employer',
      organization: { id: organization.id, name: organization.name, type: 'kommun', typeLabel: 'Kommun' },
      title: 'HR-chef',
      roles: [
        { code: 'medlem', label: 'Medlem' },
        { code: 'ser_samtliga_ansokningar', label: 'Ser samtliga ansökningar' },
      ],
      permissions: expect.arrayContaining(['session:use', 'insats:read', 'insats:read-all']),
    },
    choices: 1,
  });
});
