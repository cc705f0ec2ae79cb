import type { Pool, QueryConfig } from 'pg';
import { DataSource } from 'typeorm';
import type { Application } from '../setup/application.js';
import type { Session } from '../setup/world.js';

/** A node of EXPLAIN (ANALYZE, FORMAT JSON), as far as it is looked at here. */
export interface Node {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Heap Fetches'?: number;
  'Shared Hit Blocks': number;
  'Shared Read Blocks': number;
  Plans?: Node[];
}

/** How PostgreSQL went about one statement. */
export interface Plan {
  nodes: Node[];
  /** Pages of 8 kB that were looked at. */
  pages: number;
  ms: number;
}

/** Lets a screen be asked for over HTTP, and shows how PostgreSQL answers the very statements that were sent. */
export class Plans {
  constructor(private readonly on: Application) {}

  /** The plan of the statement whose name begins with `name`, with its values known and as one plan for all values. */
  async of(session: Session, url: string, name: string): Promise<Plan[]> {
    const statement = (await this.statements(session, url)).find((one) => one.name?.startsWith(name));
    if (!statement) throw new Error(`ingen sats heter ${name}`);
    return [await this.explain(statement, 'force_custom_plan'), await this.explain(statement, 'force_generic_plan')];
  }

  private get pool(): Pool {
    return (this.on.app.get(DataSource).driver as unknown as { master: Pool }).master;
  }

  private async statements(session: Session, url: string): Promise<QueryConfig[]> {
    const seen: QueryConfig[] = [];
    const spy = jest.spyOn(this.pool, 'query').mockImplementation(((config: QueryConfig) => {
      seen.push(config);
      return this.run(config);
    }) as never);
    const { status, body } = await this.on.cases.send(session, 'GET', url);
    spy.mockRestore();
    if (status !== 200) throw new Error(JSON.stringify(body));
    return seen;
  }

  private async run({ text, values }: QueryConfig) {
    const client = await this.pool.connect();
    try {
      return await client.query({ text, values });
    } finally {
      client.release();
    }
  }

  private async explain({ text, values = [] }: QueryConfig, mode: string): Promise<Plan> {
    const client = await this.pool.connect();
    try {
      await client.query(`begin; set local plan_cache_mode = ${mode}; prepare screen as ${text}`);
      const literals = values.map((value) => literal(client.escapeLiteral.bind(client), value));
      const explained = await client.query<{ 'QUERY PLAN': [{ Plan: Node; 'Execution Time': number }] }>(
        `explain (analyze, buffers, format json) execute screen(${literals.join(', ')})`,
      );
      const [{ Plan: top, 'Execution Time': ms }] = explained.rows[0]!['QUERY PLAN'];
      return { nodes: flat(top), pages: top['Shared Hit Blocks'] + top['Shared Read Blocks'], ms };
    } finally {
      await client.query('rollback; deallocate all');
      client.release();
    }
  }
}

function literal(escape: (text: string) => string, value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return `array[${value.map((one) => literal(escape, one)).join(', ')}]::text[]`;
  return escape((value as string | number).toString());
}

const flat = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(flat)];
