import { firstFault, isBoolean, isCount, isObject, may, need, oneOf, text } from './fields.ts';
import type { Field, Fields } from './fields.ts';
import { Refusal } from './http.ts';

export interface Fault {
  /** Waits before the answer, alone or together with another fault. */
  delayMs?: number;
  status?: number;
  /** Instead of the usual body: text as it is, anything else as JSON. */
  body?: unknown;
  html?: boolean;
  /** Closes the connection without a byte of answer. */
  reset?: boolean;
  /** Sends half of the answer, then closes. */
  truncate?: boolean;
  maintenance?: boolean;
  contentType?: string;
  unknownHint?: boolean;
  unknownField?: boolean;
  /** The next connections meet a server certificate from another CA. */
  otherCa?: boolean;
  /** The call takes effect although its answer is spoilt (status, body, html, reset, maintenance). */
  processed?: boolean;
  /** The order that this call starts is completed with evidence that has this fault. */
  evidence?: string;
}

interface Scenario {
  match: { endpoint: string; nth: number };
  fault: Fault;
  times: number;
  seen: number;
}

const SCENARIO: Fields = { match: need(isObject), fault: need(isObject), times: may(isCount) };
const FAULT: Fields = {
  delayMs: may(isCount),
  status: may((v) => isCount(v) && v >= 200 && v <= 599),
  body: may(() => true),
  html: may(isBoolean),
  reset: may(isBoolean),
  truncate: may(isBoolean),
  maintenance: may(isBoolean),
  contentType: may(text(1, 100)),
  unknownHint: may(isBoolean),
  unknownField: may(isBoolean),
  otherCa: may(isBoolean),
  processed: may(isBoolean),
};

/** The ordered faults: each waits for its nth matching call and then strikes `times` calls in a row. */
export class Scenarios<Endpoint extends string> {
  readonly #match: Fields;
  readonly #fault: Fields;
  #waiting: Scenario[] = [];
  /** Called when the answer of `foreignTls` may have changed. */
  tlsChanged: () => void = () => undefined;

  constructor(endpoints: readonly Endpoint[], evidence: Field) {
    this.#match = { endpoint: need(oneOf(...endpoints, '*')), nth: may(isCount) };
    this.#fault = { ...FAULT, evidence };
  }

  add(body: Record<string, unknown>): Scenario {
    const { match, fault } = body;
    const wrong = firstFault(body, SCENARIO) ?? firstFault(match as never, this.#match) ?? firstFault(fault as never, this.#fault);
    if (wrong) throw new Refusal(400, 'badScenario', `Scenariots fält ${wrong} saknas, är okänt eller fel.`);
    const { endpoint, nth = 1 } = match as Partial<Scenario['match']> & Pick<Scenario['match'], 'endpoint'>;
    const scenario = { match: { endpoint, nth }, fault: fault as Fault, times: (body.times as number | undefined) ?? 1, seen: 0 };
    this.#waiting.push(scenario);
    this.tlsChanged();
    return scenario;
  }

  /** The fault this call is to meet, if any. */
  take(endpoint: Endpoint): Fault | undefined {
    let struck: Fault | undefined;
    for (const scenario of this.#waiting) {
      if (scenario.fault.otherCa || (scenario.match.endpoint !== '*' && scenario.match.endpoint !== endpoint)) continue;
      scenario.seen++;
      if (!struck && scenario.seen >= scenario.match.nth && scenario.times > 0) {
        scenario.times--;
        struck = scenario.fault;
      }
    }
    this.#dropSpent();
    return struck;
  }

  /** True when a connection is to meet the certificate of another CA. */
  get foreignTls(): boolean {
    return this.#waiting.some((scenario) => scenario.fault.otherCa);
  }

  /** Counts one connection that met it. */
  spendForeignTls(): void {
    const scenario = this.#waiting.find((s) => s.fault.otherCa);
    if (scenario) scenario.times--;
    this.#dropSpent();
    this.tlsChanged();
  }

  get waiting(): readonly Scenario[] {
    return this.#waiting;
  }

  clear(): void {
    this.#waiting = [];
    this.tlsChanged();
  }

  #dropSpent(): void {
    this.#waiting = this.#waiting.filter((scenario) => scenario.times > 0);
  }
}

/** The fault answers in the call's place, so the call itself is not carried out. */
export const replaces = (fault: Fault) =>
  !fault.processed && Boolean(fault.status || fault.body !== undefined || fault.html || fault.reset || fault.maintenance);
