import { isUtf8 } from 'node:buffer';
import { isObject } from '../../shared/fields.ts';
import { FrejaProblem } from './problems.ts';

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/**
 * The JSON of `<parameter>=<base64>[&relyingPartyId=<id>]`. This is no form: the base64 is not percent-encoded, so its
 * plus and equals signs stand as they are.
 */
export function parseBody(body: string, parameter: string): Record<string, unknown> {
  const [request = '', ...others] = body.split('&');
  const [name, ...rest] = request.split('=');
  const relyingParty = others[0]?.startsWith('relyingPartyId=') ? others[0].slice('relyingPartyId='.length) : undefined;
  if (others.length > 1 || (others.length && !relyingParty)) throw FrejaProblem.invalid(1011, 'relyingPartyId');
  const data = rest.join('=');
  if (name !== parameter || !data || !BASE64.test(data)) throw FrejaProblem.invalid(1000, parameter);
  const json = Buffer.from(data, 'base64');
  try {
    const value: unknown = isUtf8(json) && JSON.parse(json.toString('utf8'));
    if (isObject(value)) return value;
  } catch {
    // Broken JSON and JSON of another kind get the same answer.
  }
  throw new FrejaProblem(400, 1010, 'JSON request cannot be parsed.');
}
