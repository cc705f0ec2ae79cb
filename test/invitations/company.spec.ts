import type { CompanyPerson } from '../../src/company/people.dto.js';
import type { FilePreview } from '../../src/invitations/invitation-batch.dto.js';
import type { InvitationPage, InvitationView, LookUpAnswer } from '../../src/invitations/invitation.dto.js';
import { application } from '../setup/application.js';
import { Board } from '../setup/board.js';
import { invitationForm, Invitations, signer } from '../setup/invitations.js';
import { Company } from '../users/company.js';
import type { Insider } from '../users/users.js';

const on = application();
const invitations = new Invitations(on);

/** Invites to roles as they are written in `Company`. */
const invite = ({ session }: Insider, one: Company, ...roles: string[]) =>
  on.cases.send<InvitationView & { code?: string; errors?: { path: string; code: string }[] }>(
    session,
    'POST',
    '/invitations',
    invitationForm({ roles: roles.map((text) => ({ ...one.place(text), validTo: null })) }),
  );
const list = async ({ session }: Insider): Promise<string[]> => {
  const { body } = await on.cases.send<InvitationPage>(session, 'GET', '/invitations');
  return body.rows.map(({ roles }) => roles.map(({ label, department }) => `${label} ${department ?? ''}`.trim()).join(', '));
};

it('is seen and decided by who may give its roles: the company’s administrator all, others what is in their reach', async () => {
  const one = await Company.open(on);
  const [department, training] = [await one.join('avdelningsadministrator@a'), await one.join('yrkesutbildningsansvarig')];
  const [mark, tak, orders] = [
    await invite(one.admin, one, 'handledare@a', 'bestallningsgodkannare'),
    await invite(training, one, 'handledare@b'),
    await invite(one.admin, one, 'bestallningsgodkannare'),
  ];
  expect(await list(one.admin)).toEqual(['Beställningsgodkännare', 'Handledare Tak', 'Handledare Mark, Beställningsgodkännare']);
  expect(await list(department)).toEqual(['Handledare Mark, Beställningsgodkännare']);
  expect(await list(training)).toEqual(['Handledare Tak', 'Handledare Mark, Beställningsgodkännare']);
  const codes: (string | number | undefined)[] = [];
  for (const [who, { body }] of [
    [department, tak],
    [training, orders],
    [department, mark],
    [training, mark],
  ] as const)
    for (const verb of ['revocation', 'resend', 'confirmation', 'refusal'])
      codes.push((await invitations.act(who.session, body.id, verb)).status);
  expect(codes).toEqual([404, 404, 404, 404, 404, 404, 404, 404, 403, 403, 409, 409, 403, 403, 409, 409]);
  expect((await on.cases.send(department.session, 'GET', `/invitations/${tak.body.id}`)).status).toBe(404);
  const looked = async (email: string) =>
    (await on.cases.send<LookUpAnswer>(department.session, 'POST', '/invitations/look-up', { email })).body;
  expect(await looked(tak.body.email)).toEqual({ outcome: 'invited', invitationId: null, userId: null });
  expect(await looked(await one.desk.address(one.admin))).toEqual({ outcome: 'member', invitationId: null, userId: null });
  expect(await looked(await one.desk.address(department))).toMatchObject({ outcome: 'member', userId: expect.any(String) });
  expect((await invitations.act(training.session, tak.body.id, 'revocation')).status).toBe(200);
});

it('gives no role that is not there to give: without any, in no department, in another company’s, twice', async () => {
  const [one, other] = [await Company.open(on), await Company.open(on)];
  expect(await invite(await one.join('yrkesutbildningsansvarig'), one)).toMatchObject({
    status: 403,
    body: { code: 'invitations/not-yours' },
  });
  expect((await invite(one.admin, one)).status).toBe(201);
  const refused = async (from: Company, ...roles: string[]) => (await invite(one.admin, from, ...roles)).body.errors;
  expect(await refused(one, 'avdelningsadministrator')).toMatchObject([{ path: 'roles.0.departmentId', code: 'department-needed' }]);
  expect(await refused(one, 'yrkesutbildningsansvarig@a')).toMatchObject([{ path: 'roles.0.departmentId', code: 'whole-organization' }]);
  expect(await refused(other, 'handledare@a')).toMatchObject([{ path: 'roles.0.departmentId', code: 'department' }]);
  expect(await refused(one, 'handledare@a', 'handledare@b', 'handledare@a')).toMatchObject([{ path: 'roles.2.role', code: 'twice' }]);
});

it('is accepted into the department by who is qualified; without yrkesbevis, or when the department has closed, it stays as it is', async () => {
  const one = await Company.open(on);
  const who = signer('Karin Berg');
  // Somewhere else first, so that the training board can know the person.
  const elsewhere = await invitations.administrator();
  expect((await invitations.accepted((await invitations.sent(elsewhere)).token, who)).status).toBe(200);
  const personId = await on.world.as<string>('select person_id from membership where organization_id = $1 and person_id <> $2', [
    elsewhere.organization.id,
    elsewhere.person.id,
  ]);
  const roles = [{ ...one.place('handledare@a'), validTo: null }];
  const { id, token } = await invitations.sent(one.admin, { roles });
  expect((await invitations.link(token)).body).toMatchObject({ roles: [{ label: 'Handledare', department: 'Mark' }] });
  expect(await invitations.accepted(token, who)).toMatchObject({ status: 409, body: { code: 'users/qualification-needed' } });
  await one.qualify(personId);
  await one.close(one.a);
  expect(await invitations.accepted(token, who)).toMatchObject({ status: 409, body: { code: 'users/department-closed' } });
  const again = await invitations.act(one.admin.session, id, 'resend');
  expect(again).toMatchObject({ status: 409, body: { code: 'invitations/outdated', detail: 'Avdelningen finns inte eller är stängd.' } });
  await on.world.as('update department set active = true where id = $1', [one.a]);
  expect((await invitations.view(one.admin.session, id)).body.status).toBe('skickad');
  expect(await invitations.accepted(token, who)).toMatchObject({ status: 200, body: { state: 'accepted' } });
  const membership = await on.world.as<string>('select id from membership where organization_id = $1 and person_id = $2', [
    one.organization.id,
    personId,
  ]);
  expect(await one.held(membership)).toBe('handledare@a');
  const text = await on.world.as<string>(`select visible_text from signature where person_id = $1 order by signed_at desc limit 1`, [
    personId,
  ]);
  expect(text).toContain('Handledare (Mark)');
});

it('to administer the company or a department waits for somebody who may give the role, who is told', async () => {
  const one = await Company.open(on, { modules: ['insatser', 'larlingar'] });
  const [insatser, department] = [await one.join('administrera_anvandare'), await one.join('avdelningsadministrator@a')];
  const { id, token } = await invitations.sent(department, { roles: [{ ...one.place('avdelningsadministrator@a'), validTo: null }] });
  expect(await invitations.accepted(token, signer('Karin Berg'))).toMatchObject({ body: { state: 'waiting' } });
  const told = (await invitations.mails(id)).filter(({ template }) => template === 'inbjudan-vantar').map(({ recipient }) => recipient);
  expect(told.toSorted()).toEqual([await one.desk.address(one.admin), await one.desk.address(department)].toSorted());
  expect((await invitations.act(insatser.session, id, 'confirmation')).body.code).toBe('invitations/not-yours');
  expect((await invitations.act(department.session, id, 'confirmation')).status).toBe(200);
});

it('to roles of both sides is refused or revoked by either administrator when nobody is left who may give them all, and both are told', async () => {
  const both = await Company.open(on, { modules: ['insatser', 'larlingar'] });
  const [insatser, sender] = [
    await both.join('administrera_anvandare'),
    await both.join('administrera_anvandare foretagsadministrator', { name: 'Bo Båda' }),
  ];
  const roles = ['attestant', 'bestallningsgodkannare'].map((text) => ({ ...both.place(text), validTo: null }));
  const [signed, open] = [await invitations.sent(sender, { roles }), await invitations.sent(sender, { roles })];
  for (const who of [both.admin, insatser]) await both.desk.permit(who, sender.id);
  expect((await invitations.accepted(signed.token)).body).toMatchObject({ state: 'waiting' });
  const told = (await invitations.mails(signed.id))
    .filter(({ template }) => template === 'inbjudan-vantar')
    .map(({ recipient }) => recipient);
  expect(told.toSorted()).toEqual([await both.desk.address(both.admin), await both.desk.address(insatser)].toSorted());
  expect((await invitations.act(both.admin.session, signed.id, 'confirmation')).body.code).toBe('invitations/not-yours');
  const { actions } = (await invitations.view(insatser.session, signed.id)).body;
  expect(actions.filter(({ allowed }) => allowed).map(({ name }) => name)).toEqual(['refuse', 'revoke']);
  expect((await invitations.act(insatser.session, signed.id, 'refusal')).body.status).toBe('avvisad');
  expect((await invitations.act(both.admin.session, open.id, 'revocation')).body.status).toBe('aterkallad');
  // Who sent them may no longer give anything: the other administrator hears what the one has done.
  const outcomes = async (...of: { id: string }[]) => {
    const mails = (await Promise.all(of.map(({ id }) => invitations.mails(id)))).flat();
    return mails.filter(({ template }) => template === 'inbjudan-utfall').map(({ event, recipient }) => [event, recipient]);
  };
  expect(await outcomes(signed, open)).toEqual([
    ['invitation.refused', await both.desk.address(both.admin)],
    ['invitation.revoked', await both.desk.address(insatser)],
  ]);
  const administrators = await invitations.sent(both.admin, { roles: [{ ...both.place('foretagsadministrator'), validTo: null }] });
  expect((await invitations.act(insatser.session, administrators.id, 'revocation')).body.code).toBe('invitations/not-yours');

  // One's own doing is told to nobody, a colleague's to the sender, by the name that signed.
  const mine = await invitations.sent(insatser, { roles: [roles[0]!] });
  const [theirs, kept] = [
    await invitations.sent(both.admin, { roles: [roles[1]!] }),
    await invitations.sent(both.admin, { roles: [roles[1]!] }),
  ];
  await invitations.accepted(theirs.token, signer('Kurt Annansson'));
  expect((await invitations.act(insatser.session, mine.id, 'revocation')).status).toBe(200);
  expect((await invitations.act(insatser.session, theirs.id, 'refusal')).status).toBe(200);
  expect((await invitations.act(insatser.session, kept.id, 'revocation')).status).toBe(200);
  const address = await both.desk.address(both.admin);
  expect(await outcomes(mine, theirs, kept)).toEqual([
    ['invitation.refused', address],
    ['invitation.revoked', address],
  ]);
  const inPortal = `select json_agg(body order by id) from notification where person_id = $1 and title in ('En signering är avvisad', 'Inbjudan är återkallad')`;
  expect((await on.world.as<string[]>(inPortal, [both.admin.person.id])).slice(-2)).toEqual([
    'Inbjudan till Karin Berg signerades av Kurt Annansson. En kollega har avvisat signeringen, så ingen behörighet är given.',
    'En kollega har återkallat inbjudan till Karin Berg. Länken i den gäller inte längre.',
  ]);
});

it('from a file gives roles of the whole company, and says which rows have to be sent by themselves', async () => {
  const one = await Company.open(on);
  const csv = ['Handledare', 'Avdelningsadministratör', 'Företagsadministratör', 'Attestant', '']
    .map((role, n) => `fil-${n}@testby.se;Karin Berg;${role}`)
    .join('\n');
  const preview = async ({ session }: Insider) => {
    const body = { csv: `E-post;Namn;Behörigheter\n${csv}` };
    const answer = await on.cases.send<FilePreview>(session, 'POST', '/invitations/file-preview', body);
    return answer.body.rows.map(({ faults }) => faults.map(({ message }) => message).join(' '));
  };
  const alone = (role: string) => `${role} ges i en avdelning, och en fil kan inte ange vilken. Bjud in personen för sig.`;
  const not = (role: string) => `Du får inte ge behörigheten ${role}.`;
  expect(await preview(one.admin)).toEqual(['', alone('Avdelningsadministratör'), '', not('Attestant'), '']);
  expect(await preview(await one.join('avdelningsadministrator@a'))).toEqual([
    alone('Handledare'),
    alone('Avdelningsadministratör'),
    not('Företagsadministratör'),
    not('Attestant'),
    'Ange en behörighet.',
  ]);
});

it('has an address that the link has proved to this company and to nobody else, until somebody writes another (V3); the number is the inviter’s word', async () => {
  const one = await Company.open(on);
  const { token, email } = await invitations.sent(one.admin, { name: 'Stina Straxberg', roles: [] });
  await invitations.accepted(token, signer('Stina Straxberg'));
  const { id, personId } = await on.world.as<{ id: string; personId: string }>(
    `select json_build_object('id', id, 'personId', person_id) from membership where organization_id = $1 and email = $2`,
    [one.organization.id, email],
  );
  const shown = async () => (await on.cases.send<CompanyPerson>(one.admin.session, 'GET', `/company/people/${id}`)).body;
  const verified = async () => (await shown()).emailVerified;
  const write = (address: string) => one.desk.change(one.admin, 'PUT', id, '', { email: address, phone: null, title: '' });
  expect(await verified()).toBe(true);
  expect(await on.world.as('select count(*)::int from contact_point where person_id = $1', [personId])).toBe(0);
  const mobile = await new Board(on.world).reach({ id: personId, name: 'Stina Straxberg' }, email);
  await on.world.as('update membership set phone = $2 where id = $1', [id, mobile]);
  expect(await shown()).toMatchObject({ emailVerified: true, mobileVerified: false });
  await write(email.toUpperCase());
  expect(await verified()).toBe(true);
  await write('nagon.annan@testby.se');
  expect(await verified()).toBe(false);
  await write(email);
  expect(await verified()).toBe(false);
});
