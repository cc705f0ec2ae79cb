import { application } from '../setup/application.js';
import { Invitations } from '../setup/invitations.js';
import { command } from '../setup/world.js';
import { UserDesk, wish } from './users.js';

const on = application();
const desk = new UserDesk(on);

describe('the list of users', () => {
  it('shows name, e-mail, telephone, title, permissions and status of the own organisation’s users (A19)', async () => {
    const { organization, admin } = await desk.office();
    const eva = await desk.join(organization, 'Eva Ekonomi', 'ser_samtliga_ansokningar', 'attestant');
    const { body } = await desk.list(admin);
    expect(body.next).toBeNull();
    expect(body.rows.map(({ name }) => name)).toEqual(['Anni Widdersjö', 'Eva Ekonomi']);
    expect(body.rows[1]).toEqual({
      id: eva.id,
      isInvitation: false,
      name: 'Eva Ekonomi',
      email: await desk.address(eva),
      personalNumber: null,
      phone: '08-121 21 21',
      title: 'HR-chef',
      status: 'active',
      statusLabel: 'Aktiv',
      permissions: ['Attestant', 'Ser samtliga ansökningar'].map((label) => expect.objectContaining({ label, state: 'active' })),
    });
  });

  it('sorts by each column as Swedish does, both ways, and pages without losing or repeating anybody', async () => {
    const { organization, admin } = await desk.office();
    for (const name of ['Östen Öst', 'Åke Ås', 'Zara Zet', 'Ärla Äng', 'adam al']) await desk.join(organization, name);
    const order = ['adam al', 'Anni Widdersjö', 'Zara Zet', 'Åke Ås', 'Ärla Äng', 'Östen Öst'];
    expect(await desk.names(admin)).toEqual(order);
    expect(await desk.names(admin, '?sort=name&order=desc')).toEqual(order.toReversed());
    expect((await desk.names(admin, '?sort=permissions&order=desc'))[0]).toBe('Anni Widdersjö');
    for (const sort of ['name', 'email', 'phone', 'title', 'permissions', 'status'])
      for (const turn of ['asc', 'desc']) {
        const seen: string[] = [];
        for (let next: string | null = ''; next !== null;) {
          const { body } = await desk.list(admin, `?sort=${sort}&order=${turn}&limit=2${next && `&cursor=${next}`}`);
          seen.push(...body.rows.map(({ name }) => name));
          next = body.next;
        }
        expect([sort, turn, seen.toSorted()]).toEqual([sort, turn, order.toSorted()]);
      }
  });

  it('finds by every word in name, e-mail, telephone and title, whatever signs are in it', async () => {
    const { organization, admin } = await desk.office();
    const eva = await desk.join(organization, 'Eva Ekonomi');
    await on.world.as(`update membership set email = 'anni@testby.se' where id = $1`, [admin.id]);
    await on.world.as(`update membership set title = '100 % ekonom_chef', phone = '046-99 88 77' where id = $1`, [eva.id]);
    for (const q of ['eva', 'EKONOMI eva', '100 %', 'ekonom_chef', '99 88', await desk.address(eva)])
      expect([q, await desk.names(admin, `?q=${encodeURIComponent(q)}`)]).toEqual([q, ['Eva Ekonomi']]);
    for (const q of ['eva anni', '%', '100_%', "'"])
      expect([q, await desk.names(admin, `?q=${encodeURIComponent(q)}`)]).toEqual([q, q === '%' ? ['Eva Ekonomi'] : []]);
  });

  it('finds a telephone number however it is written, here and there, also of who is invited', async () => {
    const { organization, admin } = await desk.office();
    const [eva, bo] = [await desk.join(organization, 'Eva Ekonomi'), await desk.join(organization, 'Bo Ek')];
    await on.world.as(`update membership set phone = '070-123 45 67' where id = $1`, [eva.id]);
    await on.world.as(`update membership set phone = '+46 (0)8 765 43 21' where id = $1`, [bo.id]);
    await new Invitations(on).sent(admin, { name: 'Åsa Öst', phone: '0046701234568' });
    const found = (q: string) => desk.names(admin, `?q=${encodeURIComponent(q)}`);
    for (const q of ['0701234567', '+46701234567', '+46 70 123 45 67', '0046 (0)70-1234567', '070 12 34 567', '34567'])
      expect([q, await found(q)]).toEqual([q, ['Eva Ekonomi']]);
    for (const q of ['08-7654321', '08/76 543 21']) expect([q, await found(q)]).toEqual([q, ['Bo Ek']]);
    expect([await found('070-1234568'), await found('070 12')]).toEqual([['Åsa Öst'], ['Eva Ekonomi', 'Åsa Öst']]);
    for (const q of ['070-999 99 99', 'eva 0701234568', '++']) expect([q, await found(q)]).toEqual([q, []]);
    const file = await on.app.inject({
      method: 'POST',
      url: '/api/v1/user-exports',
      headers: command(admin.session),
      payload: { format: 'csv', q: '0701234567' },
    });
    expect(file.body.split('\r\n').map((line) => line.split(';')[0])).toEqual(['\ufeffNamn', 'Eva Ekonomi', '']);
  });

  it('leaves out those who have ended, unless they are asked for', async () => {
    const { organization, admin } = await desk.office();
    const [gone, shut] = [await desk.join(organization, 'Bo Borta'), await desk.join(organization, 'Stina Stängd')];
    await desk.change(admin, 'POST', gone.id, '/end');
    await desk.change(admin, 'POST', shut.id, '/suspension');
    expect(await desk.names(admin)).toEqual(['Anni Widdersjö', 'Stina Stängd']);
    expect(await desk.names(admin, '?status=ended')).toEqual(['Bo Borta']);
    expect(await desk.names(admin, '?status=suspended')).toEqual(['Stina Stängd']);
    expect(await desk.names(admin, '?status=active')).toEqual(['Anni Widdersjö']);
  });

  it('shows who has a permission, now or later, or is invited to it ("vem har Attestant?")', async () => {
    const { organization, admin } = await desk.office();
    await desk.join(organization, 'Eva Ekonomi', 'attestant');
    const [karin, bo] = [await desk.join(organization, 'Karin Kommande'), await desk.join(organization, 'Bo Före', 'attestant')];
    await desk.permit(admin, karin.id, wish('attestant', '2150-01-01'));
    await desk.permit(admin, bo.id);
    await new Invitations(on).sent(admin, { name: 'Åsa Öst', roles: [{ role: 'attestant', validTo: null }] });
    await new Invitations(on).sent(admin, { name: 'Ida Utan', roles: [] });
    expect(await desk.names(admin, '?role=attestant')).toEqual(['Eva Ekonomi', 'Karin Kommande', 'Åsa Öst']);
    expect(await desk.names(admin, '?role=attestant&status=active&limit=1&q=ekonomi')).toEqual(['Eva Ekonomi']);
    expect(await desk.names(admin, '?role=administrera_anvandare')).toEqual(['Anni Widdersjö']);
    const file = await on.app.inject({
      method: 'POST',
      url: '/api/v1/user-exports',
      headers: command(admin.session),
      payload: { format: 'csv', role: 'attestant' },
    });
    expect(file.body.split('\r\n').map((line) => line.split(';')[0])).toEqual([
      '\ufeffNamn',
      'Eva Ekonomi',
      'Karin Kommande',
      'Åsa Öst',
      '',
    ]);
  });

  it('is only for those who administer users', async () => {
    const { organization } = await desk.office();
    const others = [await desk.join(organization, 'Eva Ekonomi', 'ser_samtliga_ansokningar', 'attestant')];
    for (const who of others) expect((await desk.list(who)).status).toBe(403);
  });

  it.each(['?sort=color', '?status=borta', '?role=chef', '?limit=0', '?limit=101', '?cursor=abc', '?sida=2'])(
    'refuses %s',
    async (query) => {
      const { admin } = await desk.office();
      expect(await desk.list(admin, query)).toMatchObject({ status: 422, body: { code: 'portal/invalid' } });
    },
  );
});

describe('another organisation', () => {
  it('is in no list, search, sort or file, and none of its users exists by id, whatever one does with it', async () => {
    const [mine, theirs] = [await desk.office(), await desk.office()];
    const theirUser = await desk.join(theirs.organization, 'Tora Annan', 'ser_samtliga_ansokningar');
    const myUser = await desk.join(mine.organization, 'Eva Ekonomi');
    expect(await desk.names(mine.admin, '?limit=100')).toEqual(['Anni Widdersjö', 'Eva Ekonomi']);
    expect(await desk.names(mine.admin, '?q=tora')).toEqual([]);
    const doors: [method: 'POST' | 'PUT' | 'DELETE', what: string, body?: unknown][] = [
      ['PUT', '', { email: 'a@b.se', phone: null, title: '' }],
      ['PUT', '/permissions', { permissions: [] }],
      ['POST', '/substitution', { forUserId: myUser.id, validFrom: '2150-01-01', validThrough: '2150-01-02' }],
      ['DELETE', '/substitution'],
      ['POST', '/suspension'],
      ['DELETE', '/suspension'],
      ['POST', '/end'],
      ['POST', '/handover', { toUserId: myUser.id }],
    ];
    for (const [method, what, body] of doors) {
      const answer = await desk.change(mine.admin, method, theirUser.id, what, body);
      expect([method, what, answer.status, answer.body.code]).toEqual([method, what, 404, 'portal/not-found']);
    }
    for (const what of ['', '/open-work'])
      expect((await on.cases.send(mine.admin.session, 'GET', `/users/${theirUser.id}${what}`)).status).toBe(404);
    expect(await desk.view(theirs.admin, theirUser.id)).toMatchObject({ status: 'active', version: 1, history: [] });
  });

  it('lends nobody and takes nothing over', async () => {
    const [mine, theirs] = [await desk.office(), await desk.office()];
    const [eva, theirUser] = [await desk.join(mine.organization, 'Eva'), await desk.join(theirs.organization, 'Tora', 'attestant')];
    const lent = await desk.change(mine.admin, 'POST', eva.id, '/substitution', {
      forUserId: theirUser.id,
      validFrom: '2150-01-01',
      validThrough: '2150-01-02',
    });
    expect(lent).toMatchObject({
      status: 422,
      body: { code: 'users/invalid-substitute', errors: [{ path: 'forUserId', code: 'member' }] },
    });
    const taken = await desk.change(mine.admin, 'POST', eva.id, '/handover', { toUserId: theirUser.id });
    expect(taken).toMatchObject({ status: 422, body: { code: 'insatser/receiver-not-member' } });
  });

  it('is the same person with other rights: what changes in one leaves the other as it was', async () => {
    const [one, two] = [await desk.office(), await desk.office()];
    const eva = await desk.join(one.organization, 'Eva Ekonomi', 'ser_samtliga_ansokningar');
    const elsewhere = await on.world.member(eva.person, two.organization, 'attestant');
    await desk.change(one.admin, 'POST', eva.id, '/end');
    expect(await desk.view(two.admin, elsewhere)).toMatchObject({
      status: 'active',
      permissions: [{ role: 'attestant', state: 'active' }],
    });
  });
});
