/** Roles × permissions on one page (domain §10). Closed by default: what is not listed is refused. */

/** What a person may do. `own` cases are those where one is creator, responsible or contact (A21). */
export const permissions = [
  'session:use', // anyone who is logged in
  'economy:read', // the four cards of a period
  'insats:read', // own cases; all with insats:read-all
  'insats:read-all', // "Ser samtliga ansökningar"
  'insats:create',
  'insats:edit', // draft
  'insats:submit',
  'requisition:create',
  'requisition:submit',
  'offert:read',
  'members:list', // names of colleagues, to choose a responsible person
  'users:manage', // members, their roles and invitations: whose and which, `memberships/role.policy.ts` says
  'users:handover', // what a colleague has under way, given to another: the employer's cases, so never the company's administrator's (0030)
  'audit:read', // who did what with the organisation's users
  'attest:manage', // what has to be attested
  'workplaces:manage', // workplaces, and the names of departments: the company's, or those of one's own departments
  'departments:manage', // which departments the company has
  'ebook:approve', // delmoment of one's own apprentices' e-books: Handledare and nobody else (B4–B8)
  'order:approve', // the company's orders of distance courses, which binds it (B6)
  'private:read', // one's own page behind the private entrance
  // a building company's side
  'company:read', // its region
  'people:manage', // adds people by personnummer, and sees the checklist of a new company
  'personnummer:reveal', // a personnummer in clear, for a reason that is kept
  'apprentices:register', // lärlingsanmälningar
  'supervisors:link', // handledare
  'orders:read', // beställningar
  // the fund's side
  'admin:read', // submitted cases, never drafts
  'insats:decide',
  'requisition:decide',
  'operations:read', // dead letters, API documentation
  'operations:run', // runs a dead letter again, says that one came back
  // the training board's side
  'connections:handle', // applications to be connected to a company, of one's own region or all
  'companies:import', // the register of companies
  'companies:manage', // the companies of the portal: departments on and off
] as const;
export type Permission = (typeof permissions)[number];

/** The five roles of a building company (000; B3–B8). */
export const companyRoles = [
  'foretagsadministrator',
  'avdelningsadministrator',
  'bestallningsgodkannare',
  'yrkesutbildningsansvarig',
  'handledare',
] as const;
export type CompanyRole = (typeof companyRoles)[number];
/** The rights of the fund's employers (A20, A21). */
export const insatsRoles = ['administrera_anvandare', 'ser_samtliga_ansokningar', 'attestant'] as const;
/** Everything a member may be given. */
export const grantableRoles = [...insatsRoles, ...companyRoles] as const;
export type GrantableRole = (typeof grantableRoles)[number];
/** Roles of an employer's members. `medlem` is every active membership. */
export const employerRoles = ['medlem', ...grantableRoles] as const;
/** Roles of the fund's staff. */
export const fundRoles = ['handlaggare', 'beslutsfattare', 'ekonom'] as const;
/** Roles of the operators' staff: the fund's, and those of the training board, its regions with their two parties and its office. */
export const staffRoles = [...fundRoles, 'regionhandlaggare', 'part_ag', 'part_at', 'kansli'] as const;
/** What somebody is who came in by the private entrance (A3): the only role there, whatever else the person is. */
export const privateRoles = ['privatperson'] as const;
export type EmployerRole = (typeof employerRoles)[number];
export type StaffRole = (typeof staffRoles)[number];
export type PrivateRole = (typeof privateRoles)[number];
export type Role = EmployerRole | StaffRole | PrivateRole;

/** The Swedish label of each role, in the manual's words. */
export const roleLabels: Readonly<Record<Role, string>> = {
  medlem: 'Medlem',
  administrera_anvandare: 'Administrera användare',
  ser_samtliga_ansokningar: 'Ser samtliga ansökningar',
  attestant: 'Attestant',
  foretagsadministrator: 'Företagsadministratör',
  avdelningsadministrator: 'Avdelningsadministratör',
  bestallningsgodkannare: 'Beställningsgodkännare',
  yrkesutbildningsansvarig: 'Yrkesutbildningsansvarig',
  handledare: 'Handledare',
  handlaggare: 'Handläggare',
  beslutsfattare: 'Beslutsfattare',
  ekonom: 'Ekonom',
  regionhandlaggare: 'Regionhandläggare',
  part_ag: 'Arbetsgivarpart',
  part_at: 'Arbetstagarpart',
  kansli: 'Kansli',
  privatperson: 'Privatperson',
};

/** "Attestant", "Handledare (Mark)": a role and the department that it is held in. */
export const roleIn = ({ role, department }: { role: Role; department: string | null }): string =>
  department ? `${roleLabels[role]} (${department})` : roleLabels[role];

const grants: Readonly<Record<Role, readonly Permission[]>> = {
  medlem: [
    'economy:read',
    'insats:read',
    'insats:create',
    'insats:edit',
    'insats:submit',
    'requisition:create',
    'requisition:submit',
    'offert:read',
    'members:list',
    'company:read',
  ],
  administrera_anvandare: ['users:manage', 'users:handover', 'audit:read', 'attest:manage'],
  ser_samtliga_ansokningar: ['insats:read-all'],
  attestant: ['insats:read-all'], // and attests the requisitions of others, once there is attesting
  handlaggare: ['admin:read', 'insats:decide', 'requisition:decide', 'operations:read', 'operations:run'],
  beslutsfattare: ['admin:read', 'insats:decide', 'requisition:decide', 'operations:read', 'operations:run'],
  ekonom: ['admin:read', 'requisition:decide', 'operations:read', 'operations:run'],
  privatperson: ['private:read'],
  foretagsadministrator: [
    'users:manage',
    'audit:read',
    'workplaces:manage',
    'departments:manage',
    'people:manage',
    'personnummer:reveal',
    'apprentices:register',
    'supervisors:link',
    'orders:read',
  ],
  // There is none without a department of one's own.
  avdelningsadministrator: ['users:manage', 'audit:read', 'workplaces:manage', 'apprentices:register', 'supervisors:link', 'orders:read'],
  bestallningsgodkannare: ['order:approve', 'orders:read'],
  yrkesutbildningsansvarig: ['users:manage', 'apprentices:register', 'supervisors:link', 'orders:read'],
  handledare: ['ebook:approve'],
  regionhandlaggare: ['connections:handle', 'personnummer:reveal'],
  part_ag: [], // approves dispenses and yrkesbevis for the employers of its region (§10.2), once there are any
  part_at: [], // the same for the employees
  kansli: ['connections:handle', 'companies:import', 'companies:manage', 'personnummer:reveal'],
};

/** What an organisation uses the portal for; decides menus and doors. */
export const modules = ['insatser', 'larlingar'] as const;
export type Module = (typeof modules)[number];

/** What belongs to one module; nobody of an organisation has it while the module is off. The rest belongs to none. */
const moduleOf = (permission: Permission): Module | null => {
  if (/^(workplaces|departments|ebook|orders?|company|people|personnummer|apprentices|supervisors):/.test(permission)) return 'larlingar';
  return /^(economy|insats|requisition|offert|members|attest):|^users:handover$/.test(permission) ? 'insatser' : null;
};

const isOn = (module: Module | null, on: readonly Module[]): boolean => module === null || on.includes(module);

/** Does a member's role count where these modules are on? Administrera användare and being a member belong to no module. */
export function countsWhere(role: EmployerRole, on: readonly Module[]): boolean {
  if (companyRoles.some((one) => one === role)) return on.includes('larlingar');
  return role === 'medlem' || role === 'administrera_anvandare' || on.includes('insatser');
}

/** The permissions that a set of roles gives where these modules are on; always includes `session:use`. */
export function permissionsOf(roles: readonly Role[], on: readonly Module[] = modules): ReadonlySet<Permission> {
  const given = roles.flatMap((role) => grants[role] ?? []);
  return new Set<Permission>(['session:use', ...given.filter((permission) => isOn(moduleOf(permission), on))]);
}

/** What a request runs as in the database: which rows row-level security lets through; `subject` is a person who asks what is stored about her. */
export type DbScope =
  | { kind: 'employer'; organizationId: string; personId: string }
  | { kind: 'staff'; personId: string }
  | { kind: 'person'; personId: string }
  | { kind: 'subject'; personId: string }
  | { kind: 'system' };

/** A command's key, and what tells the wish it stands for: worthless without our keys, by the newest of them first, then by those on their way out. */
export interface Idempotency {
  readonly key: string;
  readonly fingerprints: readonly [string, ...string[]];
}

/** Who is asking, on whose behalf, and what that person may do right now. Read anew on each request. */
export interface Actor {
  readonly personId: string;
  readonly name: string;
  readonly context: 'none' | 'employer' | 'staff' | 'private';
  readonly organizationId: string | null;
  readonly organizationName: string | null;
  readonly roles: readonly Role[];
  readonly permissions: ReadonlySet<Permission>;
  /** The active departments where the person is Avdelningsadministratör today (B5); none while the company's departments are off. */
  readonly departments: readonly string[];
  /** What the organisation uses the portal for; nothing outside one. */
  readonly modules: readonly Module[];
  /** Largest amount in öre this caseworker decides alone; null = no limit. Only staff. */
  readonly decisionLimitOre: number | null;
  /** Organisations where the person is a member: no staff action there (jäv, §9.6). Only staff. */
  readonly memberOf: readonly string[];
  /** Set for commands: makes the first transaction of the request run once per key. */
  readonly idempotency?: Idempotency;
}

/** May this actor do it at all? Which rows is another question: row-level security and the policies answer it. */
export const can = (actor: Actor, permission: Permission): boolean => actor.permissions.has(permission);

/** The database scope of an actor. */
export function scopeOf(actor: Actor): DbScope {
  if (actor.context === 'employer' && actor.organizationId)
    return { kind: 'employer', organizationId: actor.organizationId, personId: actor.personId };
  if (actor.context === 'staff') return { kind: 'staff', personId: actor.personId };
  return { kind: 'person', personId: actor.personId };
}
