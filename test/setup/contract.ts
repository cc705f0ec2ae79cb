import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { apiDocument } from '../../src/openapi.js';

/** A schema of OpenAPI 3.1, as far as ours go. */
export interface Schema {
  $ref?: string;
  allOf?: Schema[];
  oneOf?: Schema[];
  type?: string | string[];
  format?: string;
  enum?: unknown[];
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean;
}
export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  schema: Schema;
}
export interface Route {
  /** `PUT /api/v1/insatser/{id}`. */
  name: string;
  method: string;
  path: string;
  permission: string | null;
  isPublic: boolean;
  tags: string[];
  summary: string;
  body: Schema | null;
  parameters: Parameter[];
  answers: Record<string, { content?: Record<string, { schema?: Schema }> }>;
  security?: unknown[];
}

/** What was answered, for the contract to judge. */
export interface Answered {
  statusCode: number;
  headers: Record<string, string | string[] | number | undefined>;
  body: string;
}

/** The API's contract as the application itself writes it, and a judge of everything that is answered. */
export class Contract {
  readonly routes: Route[];
  private readonly ajv = new Ajv2020({ strict: false, allErrors: true });
  private readonly compiled = new Map<string, ValidateFunction>();

  private constructor(readonly document: Record<string, unknown>) {
    addFormats.default(this.ajv);
    this.ajv.addSchema(document, 'api');
    this.routes = routesOf(document);
  }

  static of(app: NestFastifyApplication): Contract {
    return new Contract(JSON.parse(JSON.stringify(apiDocument(app))) as Record<string, unknown>);
  }

  /** Everything in the answer that the contract does not say; empty when it keeps its word. */
  faults(route: Route, { statusCode, headers, body }: Answered): string[] {
    const status = String(statusCode);
    if (statusCode === 500) return [`${status}: ${body}`];
    const declared = route.answers[status];
    if (!declared) return [`${status} står inte i kontraktet: ${body.slice(0, 300)}`];
    const [type = ''] = (headers['content-type']?.toString() ?? '').split(';');
    const types = Object.keys(declared.content ?? {});
    if (types.length === 0) return body === '' ? [] : [`${status} ska inte ha något innehåll`];
    const schema = declared.content![type]?.schema;
    if (!schema) return [`${status} har typen ${type}, ska vara ${types.join(' eller ')}`];
    return type.endsWith('json') ? this.mismatch(schema, JSON.parse(body)).map((fault) => `${status}: ${fault}`) : [];
  }

  /** How a value breaks a schema; empty when it does not. */
  mismatch(schema: Schema, value: unknown): string[] {
    const key = JSON.stringify(schema);
    const known = this.compiled.get(key) ?? this.ajv.compile(absolute(schema));
    this.compiled.set(key, known);
    return known(value)
      ? []
      : (known.errors ?? []).map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`);
  }

  /** The schema that a reference points at. */
  resolve(schema: Schema): Schema {
    const { $ref, allOf } = schema;
    if (allOf?.length === 1) return this.resolve(allOf[0]!);
    if (!$ref) return schema;
    const target = $ref
      .slice(2)
      .split('/')
      .reduce((at, key) => (at as Record<string, unknown>)[key], this.document as unknown);
    return this.resolve(target as Schema);
  }

  /** Values that the contract allows. */
  allowed(schema: Schema, hints: Readonly<Record<string, fc.Arbitrary<unknown>>> = {}): fc.Arbitrary<unknown> {
    const s = this.resolve(schema);
    if (s.oneOf) return fc.oneof(...s.oneOf.map((one) => this.allowed(one, hints)));
    const types = [s.type ?? 'object'].flat();
    const choices = types.filter((type) => type !== 'null').map((type) => this.ofType(s, type, hints));
    if (s.enum) return fc.constantFrom(...s.enum);
    return types.includes('null')
      ? fc.oneof({ weight: 3, arbitrary: fc.oneof(...choices) }, { weight: 1, arbitrary: fc.constant(null) })
      : fc.oneof(...choices);
  }

  private ofType(s: Schema, type: string, hints: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<unknown> {
    if (type === 'boolean') return fc.boolean();
    if (type === 'integer' || type === 'number') return numbers(s);
    if (type === 'array') {
      const list = s.uniqueItems ? fc.uniqueArray : fc.array;
      return list(this.allowed(s.items!, hints), { minLength: s.minItems ?? 0, maxLength: Math.min(s.maxItems ?? 5, 5) });
    }
    if (type === 'string') return texts(s);
    const properties = Object.entries(s.properties ?? {}).map(([name, value]) => [name, hints[name] ?? this.allowed(value, hints)]);
    return fc.record(Object.fromEntries(properties) as Record<string, fc.Arbitrary<unknown>>, { requiredKeys: s.required ?? [] });
  }
}

function routesOf({ paths }: Record<string, unknown>): Route[] {
  return Object.entries(paths as Record<string, Record<string, Record<string, unknown>>>).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({
      name: `${method.toUpperCase()} ${path}`,
      method: method.toUpperCase(),
      path,
      permission: (operation['x-permission'] as string | undefined) ?? null,
      isPublic: operation['x-public'] === true,
      tags: (operation.tags as string[] | undefined) ?? [],
      summary: (operation.summary as string | undefined) ?? '',
      body:
        (operation.requestBody as { content: Record<string, { schema: Schema }> } | undefined)?.content['application/json']?.schema ?? null,
      parameters: (operation.parameters as Parameter[] | undefined) ?? [],
      answers: operation.responses as Route['answers'],
      security: operation.security as unknown[] | undefined,
    })),
  );
}

/** References as they stand in the document, so that they are found there. */
function absolute(schema: Schema): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"api#/')) as object;
}

/** Signs that come back as they were sent: letters of three alphabets, an emoji, what HTML and SQL care about; no space at the ends. */
const LETTERS = fc.constantFrom(...'abcåäöÅÄÖ019<>&"\'\\%_;-–/😀Ωж'.split(/(?=[\s\S])/u));
const INNER = fc.oneof({ weight: 6, arbitrary: LETTERS }, { weight: 1, arbitrary: fc.constantFrom(' ', '\n') });

function texts(s: Schema): fc.Arbitrary<string> {
  if (s.format === 'uuid') return fc.uuid({ version: [4, 7] });
  if (s.format === 'date') return dates;
  if (s.format === 'date-time') return fc.date({ noInvalidDate: true }).map((date) => date.toISOString());
  if (s.format === 'email') return fc.emailAddress();
  if (s.pattern) return fc.stringMatching(new RegExp(s.pattern));
  const [min, max] = [s.minLength ?? 0, Math.min(s.maxLength ?? 60, 80)];
  if (max < 3) return fc.string({ unit: LETTERS, minLength: min, maxLength: max });
  const long = fc
    .tuple(LETTERS, fc.string({ unit: INNER, minLength: Math.max(0, min - 2), maxLength: max - 2 }), LETTERS)
    .map((parts) => parts.join(''));
  return min === 0 ? fc.oneof({ weight: 1, arbitrary: fc.constant('') }, { weight: 5, arbitrary: long }) : long;
}

const dates = fc
  .date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2199-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

function numbers({ minimum = -1000, maximum = 1000 }: Schema): fc.Arbitrary<number> {
  return fc.oneof(fc.integer({ min: minimum, max: Math.min(maximum, 2 ** 31 - 1) }), fc.constantFrom(minimum, maximum));
}
