import { application } from '../setup/application.js';
import { invitationForm } from '../setup/invitations.js';
import { command } from '../setup/world.js';
import { Company } from './company.js';
import type { Insider } from './users.js';

const on = application();
const FOREIGN = 'another company’s Företagsadministratör';

/** Who asks: the roles held, departments after an @. */
const callers: Readonly<Record<string, string>> = {
  Företagsadministratör: 'foretagsadministrator',
  'Avdelningsadministratör in A': 'avdelningsadministrator@a',
  'Avdelningsadministratör in A and B': 'avdelningsadministrator@a avdelningsadministrator@b',
  Yrkesutbildningsansvarig: 'yrkesutbildningsansvarig',
  Beställningsgodkännare: 'bestallningsgodkannare',
  Handledare: 'handledare',
  'Avdelningsadministratör in A and Handledare in B': 'avdelningsadministrator@a handledare@b',
  'Avdelningsadministratör in A and Yrkesutbildningsansvarig': 'avdelningsadministrator@a yrkesutbildningsansvarig',
  'Företagsadministratör, Beställningsgodkännare and Handledare': 'foretagsadministrator bestallningsgodkannare handledare',
};

/** Each role in each place it can be given in, and one of a module that the company doesn't have. */
const given = [
  'foretagsadministrator',
  'avdelningsadministrator@a',
  'avdelningsadministrator@b',
  'bestallningsgodkannare',
  'yrkesutbildningsansvarig',
  'handledare',
  'handledare@a',
  'handledare@b',
  'attestant',
];
/** What is given, to somebody seen and by invitation; the columns are those of `given`. */
const gives: Readonly<Record<string, string>> = {
  Företagsadministratör: 'yes yes yes yes yes yes yes yes 403',
  'Avdelningsadministratör in A': '403 yes 403 403 403 403 yes 403 403',
  'Avdelningsadministratör in A and B': '403 yes yes 403 403 403 yes yes 403',
  Yrkesutbildningsansvarig: '403 403 403 403 403 yes yes yes 403',
  Beställningsgodkännare: '403 403 403 403 403 403 403 403 403',
  Handledare: '403 403 403 403 403 403 403 403 403',
  'Avdelningsadministratör in A and Handledare in B': '403 yes 403 403 403 403 yes 403 403',
  'Avdelningsadministratör in A and Yrkesutbildningsansvarig': '403 yes 403 403 403 yes yes yes 403',
  'Företagsadministratör, Beställningsgodkännare and Handledare': 'yes yes yes yes yes yes yes yes 403',
};

/** Whom it is about. */
const members = [
  'handledare@a',
  'handledare@b',
  'handledare@a handledare@b',
  'handledare',
  'bestallningsgodkannare',
  'foretagsadministrator',
  'foretagsadministrator handledare@a',
  '',
];
/** What happens to each of `members`: seen; edited, shut out and ended; and what is left when all that may be taken is taken. */
const reaches: Readonly<Record<string, { see: string; change: string; left: string }>> = {
  Företagsadministratör: {
    see: '200 200 200 200 200 200 200 200',
    change: '200 200 200 200 200 200 200 200',
    left: '- - - - - - - -',
  },
  'Avdelningsadministratör in A': {
    see: '200 404 200 404 404 404 200 404',
    change: '200 404 403 404 404 404 403 404',
    left: '- 404 handledare@b 404 404 404 foretagsadministrator 404',
  },
  'Avdelningsadministratör in A and B': {
    see: '200 200 200 404 404 404 200 404',
    change: '200 200 200 404 404 404 403 404',
    left: '- - - 404 404 404 foretagsadministrator 404',
  },
  Yrkesutbildningsansvarig: {
    see: '200 200 200 200 404 404 200 404',
    change: '403 403 403 403 404 404 403 404',
    left: '- - - - 404 404 foretagsadministrator 404',
  },
  Beställningsgodkännare: {
    see: '403 403 403 403 403 403 403 403',
    change: '403 403 403 403 403 403 403 403',
    left: '403 403 403 403 403 403 403 403',
  },
  Handledare: {
    see: '403 403 403 403 403 403 403 403',
    change: '403 403 403 403 403 403 403 403',
    left: '403 403 403 403 403 403 403 403',
  },
  'Avdelningsadministratör in A and Handledare in B': {
    see: '200 404 200 404 404 404 200 404',
    change: '200 404 403 404 404 404 403 404',
    left: '- 404 handledare@b 404 404 404 foretagsadministrator 404',
  },
  'Avdelningsadministratör in A and Yrkesutbildningsansvarig': {
    see: '200 200 200 200 404 404 200 404',
    change: '200 403 403 403 404 404 403 404',
    left: '- - - - 404 404 foretagsadministrator 404',
  },
  'Företagsadministratör, Beställningsgodkännare and Handledare': {
    see: '200 200 200 200 200 200 200 200',
    change: '200 200 200 200 200 200 200 200',
    left: '- - - - - - - -',
  },
  [FOREIGN]: {
    see: '404 404 404 404 404 404 404 404',
    change: '404 404 404 404 404 404 404 404',
    left: '404 404 404 404 404 404 404 404',
  },
};

const company = async (): Promise<Company> => (opened ??= await Company.open(on));
let opened: Company | undefined;

const caller = async (who: string): Promise<Insider> =>
  who === FOREIGN ? (await Company.open(on)).admin : (await company()).join(callers[who]!, { name: who });

it.each(Object.entries(gives))('%s gives each role, and invites to it, exactly where the table says', async (who, expected) => {
  const [one, asking] = [await company(), await caller(who)];
  const [granted, invited]: [string[], string[]] = [[], []];
  for (const text of given) {
    const { id } = await one.join('handledare@a');
    const { status } = await one.desk.permit(asking, id, one.wish(text));
    const has = (await one.held(id)).split(' ').includes(text);
    // A role that somebody has already is given once more by nobody.
    granted.push(status === 200 && has ? 'yes' : status !== 200 && (!has || text === 'handledare@a') ? String(status) : `${status} ${has}`);
    const roles = [{ ...one.place(text), validTo: null }];
    const answer = await on.cases.send(asking.session, 'POST', '/invitations', invitationForm({ roles }));
    invited.push(answer.status === 201 ? 'yes' : String(answer.status));
  }
  expect({ granted: granted.join(' '), invited: invited.join(' ') }).toEqual({ granted: expected, invited: expected });
});

it.each(Object.entries(reaches))('%s sees, changes and takes from each member exactly what the table says', async (who, expected) => {
  const [one, asking] = [await company(), await caller(who)];
  const found: Record<'see' | 'edit' | 'suspend' | 'end' | 'left', string[]> = { see: [], edit: [], suspend: [], end: [], left: [] };
  const contact = { email: 'ny@testby.se', phone: null, title: 'Murare' };
  for (const roles of members) {
    const { id } = await one.join(roles);
    found.see.push(String((await on.cases.send(asking.session, 'GET', `/users/${id}`)).status));
    found.edit.push(String((await one.desk.change(asking, 'PUT', id, '', contact)).status));
    found.suspend.push(String((await one.desk.change(asking, 'POST', id, '/suspension')).status));
    found.end.push(String((await one.desk.change(asking, 'POST', id, '/end')).status));
    const other = await one.join(roles);
    const { status } = await one.desk.permit(asking, other.id);
    const left = await one.held(other.id);
    found.left.push(status === 200 ? left || '-' : left === roles ? String(status) : `${status} ${left}`);
  }
  const { see, change, left } = expected;
  expect(Object.fromEntries(Object.entries(found).map(([action, answers]) => [action, answers.join(' ')]))).toEqual({
    ...{ see, edit: change, suspend: change, end: change, left },
  });
});

it('the list holds whom one sees and nobody else, and so does its file', async () => {
  const one = await Company.open(on);
  for (const roles of members) await one.join(roles, { name: roles || 'ingen roll' });
  const names = async (who: string): Promise<string[]> => {
    const asking = await one.join(callers[who]!, { name: 'den som frågar' });
    const { body } = await one.desk.list(asking);
    const [url, headers] = ['/api/v1/user-exports', command(asking.session)];
    const file = await on.app.inject({ method: 'POST', url, headers, payload: { format: 'csv' } });
    const listed = body.rows.map(({ name }) => name);
    expect(
      file.body
        .trim()
        .split('\r\n')
        .slice(1)
        .map((line) => line.split(';')[0]),
    ).toEqual(listed);
    await on.world.as(`update membership set status = 'ended' where id = $1`, [asking.id]);
    return listed.filter((name) => !['den som frågar', 'Berit Byggadmin'].includes(name));
  };
  expect((await names('Företagsadministratör')).toSorted()).toEqual(members.map((roles) => roles || 'ingen roll').toSorted());
  const near = ['foretagsadministrator handledare@a', 'handledare@a', 'handledare@a handledare@b'];
  expect(await names('Avdelningsadministratör in A')).toEqual(near);
  expect((await names('Yrkesutbildningsansvarig')).toSorted()).toEqual([...near, 'handledare', 'handledare@b'].toSorted());
});

it.each([
  ['foretagsadministrator', []],
  ['avdelningsadministrator@a', []],
  ['yrkesutbildningsansvarig', []],
  ['foretagsadministrator avdelningsadministrator@a yrkesutbildningsansvarig', []],
  ['bestallningsgodkannare', ['order:approve']],
  ['handledare', ['ebook:approve']],
  ['foretagsadministrator handledare', ['ebook:approve']],
  ['yrkesutbildningsansvarig bestallningsgodkannare', ['order:approve']],
])('as %s one approves %j and nothing else: three of the roles never approve delmoment (B4–B8)', async (roles, approves) => {
  const { session } = await (await company()).join(roles);
  const rights = await opened!.desk.rights(session);
  expect(rights.filter((right) => right.endsWith(':approve'))).toEqual(approves);
});
