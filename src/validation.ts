import { ValidationPipe, type ValidationError } from '@nestjs/common';
import { type FieldError, kernelProblem } from './kernel/problem.js';

/** The framework's own English sentences; every rule of ours brings its Swedish one. */
const swedish: Readonly<Record<string, string>> = {
  whitelistValidation: 'Fältet finns inte.',
  unknownValue: 'Skicka ett objekt.',
  nestedValidation: 'Skicka ett objekt.',
};

/** Checks bodies and queries: unknown fields are refused and every fault is told at once, with its path (`lines.0.description`). */
export function validation(): ValidationPipe {
  return new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    transform: true,
    stopAtFirstError: false,
    exceptionFactory: (errors) => kernelProblem('invalid', { errors: fieldErrors(errors) }),
  });
}

function fieldErrors(errors: readonly ValidationError[], above = ''): FieldError[] {
  return errors.flatMap(({ property, constraints = {}, children = [] }) => {
    const path = [above, property].filter((part) => part && part !== 'undefined').join('.');
    const own = Object.entries(constraints).map(([code, message]) => ({ path, code, message: swedish[code] ?? message }));
    return [...own, ...fieldErrors(children, path)];
  });
}
