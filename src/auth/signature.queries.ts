import { cursor, instant } from '../kernel/sql.js';

/** The facts by their column names; the digest of this object is sealed with the evidence. */
const COLUMNS = {
  id: 'id',
  orderId: 'order_id',
  provider: 'provider',
  personId: 'person_id',
  knownSigner: 'known_signer',
  organizationId: 'organization_id',
  intent: 'intent',
  subjectType: 'subject_type',
  subjectId: 'subject_id',
  title: 'title',
  visible: 'visible_text',
  hidden: 'hidden_text',
  document: 'document',
  name: 'name',
  signedAt: 'signed_at',
  ip: 'ip',
  ocsp: 'ocsp',
} as const;
const TYPES: Readonly<Record<string, string>> = {
  id: '::uuid',
  orderId: '::uuid',
  personId: '::uuid',
  organizationId: '::uuid',
  knownSigner: '::boolean',
  signedAt: '::timestamptz',
};

const FACTS = `json_build_object(${Object.entries(COLUMNS)
  .map(([fact, column]) => `'${fact}', ${column === 'signed_at' ? instant('s.signed_at') : `s.${column}`}`)
  .join(', ')})`;

/** $1 the facts as JSON, $2 digest of the document, $3 sealed evidence, $4 its key. */
export const INSERT = `insert into signature (${Object.values(COLUMNS).join(', ')}, document_sha256, evidence_enc, key_id)
  select ${Object.keys(COLUMNS)
    .map((fact) => `(f ->> '${fact}')${TYPES[fact] ?? ''}`)
    .join(', ')}, $2, $3, $4 from (select $1::jsonb as f)`;

/** $1 id: the facts, and the evidence as it is stored. */
export const KEPT = `select json_build_object('facts', ${FACTS}, 'sha256', s.document_sha256, 'keyId', s.key_id,
  'evidence', translate(encode(s.evidence_enc, 'base64'), E'\\n', '')) from signature s where s.id = $1`;

const SUMMARY = `'id', s.id, 'title', s.title, 'provider', s.provider, 'name', s.name, 'signedAt', ${instant('s.signed_at')},
  'organization', (select o.name from organization o where o.id = s.organization_id)`;

/** $1 id, $2 whose, or null for anybody that may be seen. */
export const SIGNATURE = `select json_build_object(${SUMMARY}, 'text', s.visible_text, 'intent', s.intent, 'subjectType', s.subject_type,
    'subjectId', s.subject_id, 'document', s.document, 'sha256', s.document_sha256,
    'usedAt', (select ${instant('u.used_at')} from signature_use u where u.signature_id = s.id))
  from signature s where s.id = $1 and ($2::uuid is null or s.person_id = $2)`;

/** Newest first (ids grow with time), as `{rows, next}`. $1 whose, or null for those that staff answer for; $2 limit, $3 the last id seen or null. */
export const SIGNATURES = `select json_build_object('rows', coalesce(json_agg(q.r order by q.n) filter (where q.n <= $2::int), '[]'),
    'next', case when count(*) > $2::int then max(${cursor('newest', '0', 'q.id')}) filter (where q.n = $2::int) end) from (
    select s.id, row_number() over (order by s.id desc) as n, json_build_object(${SUMMARY}) as r from signature s
    where case when $1::uuid is null then staff_answer_for(s.organization_id) else s.person_id = $1 end and ($3::uuid is null or s.id < $3::uuid) order by s.id desc limit $2::int + 1) q`;
