import type { Env } from '../../config/env.js';
import { Persons, sealContact, Vault } from '../auth/index.js';
import type { Tx } from '../kernel/db.js';
import { applications, boardPersons, companies, type DemoWorkplace, lastMoves, regions, register } from './demo-board.js';
import type { DemoWriter } from './demo-writer.js';

/** Lays the training board's part of the demo: regions, staff, companies with their people, and the applications. */
export async function layBoard(env: Env, tx: Tx, demo: DemoWriter): Promise<void> {
  for (const region of regions) await demo.insert('region', region);
  for (const { orgNumber, name, region, departments } of companies) {
    const row = { org_number: orgNumber, name, type: 'byggforetag', region_code: region, has_collective_agreement: true };
    await demo.insert('organization', { ...row, departments_enabled: departments !== undefined }, name);
    await demo.insert('organization_module', { organization_id: demo.id(name), module: 'larlingar' });
    await layDepartments(demo, name, departments ?? {});
  }
  await layPersons(env, tx, demo);
  for (const { orgNumber, name, region, agreement } of register)
    await demo.insert('company_register', {
      org_number: orgNumber,
      name,
      region_code: region,
      has_collective_agreement: agreement,
      imported_by: demo.id('kansli'),
    });
  await layApplications(tx, demo);
}

/** A company's departments, each with its workplaces; one of them may be in several. */
async function layDepartments(demo: DemoWriter, company: string, departments: Record<string, DemoWorkplace[]>): Promise<void> {
  const [owner, laid] = [{ organization_id: demo.id(company) }, new Map<DemoWorkplace, string>()];
  for (const [name, workplaces] of Object.entries(departments)) {
    const department = await demo.insert('department', { ...owner, name }, `${company}: ${name}`);
    for (const place of workplaces) {
      const workplace = laid.get(place) ?? (await demo.insert('workplace', { ...owner, ...place, municipality: 'Stockholm' }));
      laid.set(place, workplace);
      await demo.insert('workplace_department', { ...owner, workplace_id: workplace, department_id: department });
    }
  }
}

async function layPersons(env: Env, tx: Tx, demo: DemoWriter): Promise<void> {
  const registry = new Persons(new Vault(env));
  for (const { key, personalNumber, givenName, surname, staff, member, contact } of boardPersons) {
    const { id } = (await registry.identify(tx, { personalNumber, givenName, surname, name: `${givenName} ${surname}` }))!;
    demo.remember(key, id);
    if (staff) await demo.insert('staff_grant', { person_id: id, role: staff.role, region_code: 'region' in staff ? staff.region : null });
    if (member) await layMember(demo, id, `${givenName}.${surname}`.toLowerCase(), member);
    for (const [kind, value] of Object.entries(contact ?? {})) {
      const { valueEnc, keyId, lookup } = sealContact(env, id, kind === 'email' ? 'email' : 'mobile', value);
      const sealed = { value_enc: valueEnc, key_id: keyId, lookup };
      await demo.insert('contact_point', {
        person_id: id,
        kind,
        ...sealed,
        status: 'verifierad',
        verified_at: new Date('2026-11-01T09:00:00Z'),
      });
    }
  }
}

async function layMember(
  demo: DemoWriter,
  personId: string,
  name: string,
  { of, title, roles, department }: NonNullable<(typeof boardPersons)[number]['member']>,
): Promise<void> {
  const row = { person_id: personId, organization_id: demo.id(of), title, email: `${name}@bygg.example.se`, phone: '070-174 06 10' };
  const membership = await demo.insert('membership', row);
  const reach = department ? { department_id: demo.id(`${of}: ${department}`) } : {};
  for (const role of roles) await demo.insert('role_grant', { membership_id: membership, organization_id: demo.id(of), role, ...reach });
  if (!roles.includes('handledare')) return;
  const proof = { kind: 'yrkesbevis', occupation: 'Träarbetare', certificate_no: 'YB-10001' };
  await demo.insert('supervisor_qualification', { person_id: personId, ...proof, verified_by: personId });
}

async function layApplications(tx: Tx, demo: DemoWriter): Promise<void> {
  for (const [n, { by, orgNumber, region, status, note = '' }] of applications.entries()) {
    const [applicant, handler] = [demo.id(by), demo.id(region === 'vast' ? 'vast' : 'region')];
    const isTold = status === 'kopplad' || status === 'avslagen';
    const id = await demo.insert('connection_request', {
      number: `9-26${String(n + 1).padStart(5, '0')}`,
      sort_no: 26_000_001 + n,
      person_id: applicant,
      region_code: region,
      org_number: orgNumber,
      ...boardPersons.find(({ key }) => key === by)!.contact!,
      wanted_roles: ['foretagsadministrator'],
      status,
      handler_id: status === 'ansokt' ? null : handler,
      asked_at: status === 'mer_information' ? tx.now : null,
      reason: status === 'avslagen' ? note : '',
      notified_via: isTold ? 'email' : null,
      connected_to: status === 'kopplad' ? demo.id(companies.find((company) => company.orgNumber === orgNumber)!.name) : null,
      decided_at: isTold || status === 'utgangen' ? tx.now : null,
      created_at: tx.now,
    });
    const step = { request_id: id, at: tx.now };
    await demo.insert('connection_event', { ...step, no: 1, person_id: applicant, verb: 'apply', status: 'ansokt' });
    const [verb, mover] = lastMoves[status] ?? [];
    if (verb)
      await demo.insert('connection_event', { ...step, no: 2, person_id: { handler, applicant, time: null }[mover!], verb, status, note });
  }
  await tx.em.query('insert into case_number_series (prefix, year, next_no) values (9, 26, $1) on conflict do nothing', [
    applications.length + 1,
  ]);
}
