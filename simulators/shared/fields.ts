/** Strict checking of received JSON objects: every known field named, every other field refused. */
export interface Field {
  check: (value: unknown) => boolean;
  required?: boolean;
}
export type Fields = Readonly<Record<string, Field>>;

export const need = (check: Field['check']): Field => ({ check, required: true });
export const may = (check: Field['check']): Field => ({ check });

/** The name of the first field that is unknown, missing or wrong; undefined when all is well. */
export function firstFault(object: Record<string, unknown>, fields: Fields): string | undefined {
  const unknown = Object.keys(object).find((name) => !Object.hasOwn(fields, name));
  if (unknown !== undefined) return unknown;
  return Object.entries(fields).find(([name, field]) => {
    const value = object[name];
    return value === undefined ? field.required : !field.check(value);
  })?.[0];
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const isString = (value: unknown): value is string => typeof value === 'string';
export const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';
export const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
export const oneOf =
  (...allowed: readonly string[]) =>
  (value: unknown) =>
    isString(value) && allowed.includes(value);
export const text =
  (min: number, max: number, pattern = /^/) =>
  (value: unknown) =>
    isString(value) && value.length >= min && value.length <= max && pattern.test(value);
