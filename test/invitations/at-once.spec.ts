import { application } from '../setup/application.js';
import { Browser } from '../setup/browser.js';
import { Invitations, signer } from '../setup/invitations.js';
import { eventually } from '../setup/mailbox.js';

const on = application();
const invitations = new Invitations(on);

describe('at the same moment', () => {
  it('fifty acceptances of each of twenty invitations, by two who signed it, make twenty members; nobody is turned away for lack of room', async () => {
    const admin = await invitations.administrator();
    const signAsSomebody = async (token: string) => {
      const browser = new Browser(on.app);
      return { browser, order: await invitations.sign(browser, token, signer()) };
    };
    const outcomes: string[] = [];
    for (let n = 0; n < 20; n++) {
      const { token } = await invitations.sent(admin);
      const both = await Promise.all([signAsSomebody(token), signAsSomebody(token)]);
      const attempts = Array.from({ length: 25 }, () => both).flat();
      const answers = await Promise.all(attempts.map(({ browser, order }) => invitations.accept(browser, token, order)));
      outcomes.push(...answers.map(({ status, body }) => (status === 200 ? String(body.state) : `${status} ${String(body.code)}`)));
    }
    const counted = (what: string) => outcomes.filter((one) => one === what).length;
    expect([...new Set(outcomes)].toSorted()).toEqual(['409 invitations/already-accepted', 'accepted']);
    expect(counted('accepted')).toBe(500);
    expect(await invitations.members(admin)).toBe(20);
    const events = await on.world.as<number>(
      `select count(*)::int from event where organization_id = $1 and verb in ('invitation.accept', 'membership.join')`,
      [admin.organization.id],
    );
    expect(events).toBe(40);
  }, 300_000);

  it('ten persons who sign the same invitation and stand in line for it make one member; the others are told that it is accepted', async () => {
    const admin = await invitations.administrator();
    for (let round = 1; round <= 3; round++) {
      const { id, token } = await invitations.sent(admin);
      const signAsSomebody = async () => {
        const browser = new Browser(on.app);
        return { browser, order: await invitations.sign(browser, token, signer()) };
      };
      const signed = await Promise.all(Array.from({ length: 10 }, signAsSomebody));
      await on.world.sql.query('begin');
      await on.world.as('select id from invitation where id = $1 for update', [id]);
      const pressed = Promise.all(signed.map(({ browser, order }) => invitations.accept(browser, token, order)));
      const waiting = `select count(*)::int from pg_locks where locktype = 'advisory' and not granted
        and database = (select oid from pg_database where datname = current_database())`;
      await eventually(async () => (await on.world.one<number>(waiting)) >= 5 || undefined, 'att de står i kö');
      await on.world.sql.query('commit');
      const codes = (await pressed).map(({ status, body }) => (typeof body.code === 'string' ? body.code : String(status)));
      expect(codes.toSorted((a, b) => a.localeCompare(b))).toEqual(['200', ...Array<string>(9).fill('invitations/already-accepted')]);
      expect(await invitations.members(admin)).toBe(round);
      const joined = `select count(*)::int from event where organization_id = $1 and verb = 'membership.join'`;
      expect(await on.world.as<number>(joined, [admin.organization.id])).toBe(round);
    }
  }, 120_000);

  it('a withdrawal while somebody signs wins over the signature that comes after it', async () => {
    const admin = await invitations.administrator();
    const { id, token } = await invitations.sent(admin);
    const browser = new Browser(on.app);
    const order = await invitations.sign(browser, token, signer());
    expect((await invitations.act(admin.session, id, 'revocation')).body).toMatchObject({ status: 'aterkallad' });
    expect(await invitations.accept(browser, token, order)).toMatchObject({ status: 409, body: { code: 'invitations/revoked' } });
    expect((await invitations.link(token)).body).toMatchObject({ state: 'revoked', roles: [], invitedBy: null });
    expect(await invitations.members(admin)).toBe(0);
  });

  it('a withdrawal and an acceptance end one way, never both', async () => {
    const admin = await invitations.administrator();
    for (let n = 0; n < 5; n++) {
      const { id, token } = await invitations.sent(admin);
      const browser = new Browser(on.app);
      const order = await invitations.sign(browser, token, signer());
      const before = await invitations.members(admin);
      const [accepted, revoked] = await Promise.all([
        invitations.accept(browser, token, order),
        invitations.act(admin.session, id, 'revocation'),
      ]);
      expect([accepted.status, revoked.status].sort((a, b) => a - b)).toEqual([200, 409]);
      expect((await invitations.members(admin)) - before).toBe(accepted.status === 200 ? 1 : 0);
    }
  }, 60_000);
});
