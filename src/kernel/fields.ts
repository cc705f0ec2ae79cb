import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  isEmail,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsUUID,
  Max,
  Min,
  Validate,
  ValidateIf,
  ValidateNested,
  ValidatorConstraint,
  type ValidationArguments,
  type ValidatorConstraintInterface,
} from 'class-validator';
import parsePhone from 'libphonenumber-js/max';
import { isRealDate } from './clock.js';
import { MAX_SUM_ORE } from './money.js';

/**
 * The fields of the API. One decorator says what a field is, checks it and writes its bounds into OpenAPI, for bodies and answers alike.
 * What class-validator lets through (NUL, lone surrogates, 31 February, 1e308, objects for arrays) is refused here.
 */
interface Common {
  description: string;
  example?: unknown;
  /** May be null. */
  nullable?: boolean;
  /** May be left out. */
  optional?: boolean;
}

const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]/;

@ValidatorConstraint({ name: 'text' })
class IsCleanText implements ValidatorConstraintInterface {
  validate(value: unknown, args: ValidationArguments): boolean {
    const [min, max, pattern] = args.constraints as [number, number, RegExp | undefined];
    if (typeof value !== 'string' || !value.isWellFormed() || CONTROL.test(value)) return false;
    const length = [...value].length;
    return length >= min && length <= max && (!pattern || pattern.test(value));
  }
  defaultMessage(args: ValidationArguments): string {
    const [min, max, pattern] = args.constraints as [number, number, RegExp | undefined];
    if (typeof args.value === 'string' && CONTROL.test(args.value)) return 'Texten innehåller tecken som inte går att spara.';
    if (pattern) return 'Värdet har fel form.';
    return min > 0 ? `Skriv ${min}–${max} tecken.` : `Skriv högst ${max} tecken.`;
  }
}

@ValidatorConstraint({ name: 'realDate' })
class IsRealDate implements ValidatorConstraintInterface {
  validate = isRealDate;
  defaultMessage(args: ValidationArguments): string {
    return `${typeof args.value === 'string' ? args.value.slice(0, 20) : 'Värdet'} är inte ett datum. Skriv till exempel 2026-04-29.`;
  }
}

/** The library's own test breaks on half a character (a lone surrogate), so that is looked for first. */
@ValidatorConstraint({ name: 'email' })
class IsAddress implements ValidatorConstraintInterface {
  validate = (value: unknown): boolean => typeof value === 'string' && value.isWellFormed() && isEmail(value);
  defaultMessage = (): string => 'Skriv en e-postadress, till exempel namn@kommun.se.';
}

@ValidatorConstraint({ name: 'phone' })
class IsPhone implements ValidatorConstraintInterface {
  validate = (value: unknown): boolean => typeof value === 'string' && value.length <= 30 && (parsePhone(value, 'SE')?.isValid() ?? false);
  defaultMessage = (): string => 'Skriv ett telefonnummer, till exempel 08-121 21 21.';
}

function field(
  { description, example, nullable, optional }: Common,
  api: ApiPropertyOptions,
  ...rules: PropertyDecorator[]
): PropertyDecorator {
  return applyDecorators(
    ApiProperty({
      description,
      ...(example === undefined ? {} : { example }),
      ...(nullable ? { nullable: true } : {}),
      required: !optional,
      ...api,
    } as ApiPropertyOptions),
    ...(optional
      ? [ValidateIf((_o, value) => value !== undefined && !(nullable && value === null))]
      : nullable
        ? [ValidateIf((_o, value) => value !== null)]
        : []),
    ...rules,
  );
}

const tidy = Transform(({ value }) =>
  typeof value === 'string' && value.isWellFormed() ? value.normalize('NFC').replace(/\r\n?/g, '\n').trim() : value,
);

/** Text in NFC, trimmed, without control characters; `min`–`max` characters. */
export const Text = (o: Common & { min?: number; max: number; pattern?: RegExp }): PropertyDecorator =>
  field(
    o,
    { type: String, minLength: o.min ?? 0, maxLength: o.max, ...(o.pattern ? { pattern: o.pattern.source } : {}) },
    tidy,
    Validate(IsCleanText, [o.min ?? 0, o.max, o.pattern]),
  );

/** An amount in whole öre. */
export const Ore = (o: Common & { min?: number; max?: number }): PropertyDecorator =>
  whole(o, o.min ?? 0, o.max ?? MAX_SUM_ORE, 'Beloppet ska vara ett helt antal ören');

/** A whole number. */
export const Whole = (o: Common & { min: number; max: number }): PropertyDecorator => whole(o, o.min, o.max, 'Skriv ett heltal');

function whole(o: Common, min: number, max: number, what: string): PropertyDecorator {
  const message = `${what} mellan ${min} och ${max}.`;
  return field(
    o,
    { type: 'integer', format: 'int64', minimum: min, maximum: max },
    IsInt({ message }),
    Min(min, { message }),
    Max(max, { message }),
  );
}

/** A date that exists, ÅÅÅÅ-MM-DD (Stockholm). */
export const RealDate = (o: Common): PropertyDecorator => field(o, { type: String, format: 'date' }, Validate(IsRealDate));

/** An instant, ISO 8601 in UTC. Only in answers. */
export const Instant = (o: Common): PropertyDecorator => field(o, { type: String, format: 'date-time' });

/** One of a few codes. */
export const Choice = (o: Common & { of: readonly string[] }): PropertyDecorator =>
  field(o, { type: String, enum: [...o.of] }, IsIn(o.of, { message: `Välj något av: ${o.of.join(', ')}.` }));

/** Some of a few codes, each at most once, `min`–all of them. */
export const Choices = (o: Common & { of: readonly string[]; min?: number }): PropertyDecorator =>
  field(
    o,
    {
      type: String,
      isArray: true,
      minItems: o.min ?? 0,
      maxItems: o.of.length,
      uniqueItems: true,
      items: { type: 'string', enum: [...o.of] },
    },
    IsArray({ message: 'Skicka en lista.' }),
    ArrayMinSize(o.min ?? 0, { message: `Välj minst ${o.min ?? 0}.` }),
    ArrayUnique({ message: 'Välj varje sak högst en gång.' }),
    IsIn(o.of, { each: true, message: `Välj något av: ${o.of.join(', ')}.` }),
  );

/** true or false. */
export const Flag = (o: Common): PropertyDecorator => field(o, { type: Boolean }, IsBoolean({ message: 'Välj ja eller nej.' }));

/** An id (UUID). */
export const Id = (o: Common): PropertyDecorator =>
  field(o, { type: String, format: 'uuid' }, IsUUID('all', { message: 'Id har fel form.' }));

/** An e-mail address, at most 254 characters. */
export const Email = (o: Common): PropertyDecorator =>
  field(o, { type: String, format: 'email', maxLength: 254 }, tidy, Validate(IsAddress), Validate(IsCleanText, [3, 254]));

/** A telephone number that can be dialled from Sweden. */
export const Phone = (o: Common): PropertyDecorator => field(o, { type: String, maxLength: 30 }, tidy, Validate(IsPhone));

/** A list of objects, `min`–`max` of them. Swagger takes a function for a lazy type only when it is called `type`. */
export const ListOf = (type: () => new () => object, o: Common & { min?: number; max: number }): PropertyDecorator =>
  field(
    o,
    { type: () => type(), isArray: true, minItems: o.min ?? 0, maxItems: o.max },
    IsArray({ message: 'Skicka en lista.' }),
    ArrayMinSize(o.min ?? 0, { message: `Lägg till minst ${o.min ?? 0}.` }),
    ArrayMaxSize(o.max, { message: `Högst ${o.max} går att lägga till.` }),
    IsObject({ each: true, message: 'Varje del ska vara ett objekt.' }),
    ValidateNested({ each: true }),
    Type(type),
  );

/** A list of short texts. */
export const Texts = (o: Common & { max: number; maxLength: number }): PropertyDecorator =>
  field(
    o,
    { type: String, isArray: true, maxItems: o.max, items: { type: 'string', minLength: 1, maxLength: o.maxLength } },
    IsArray({ message: 'Skicka en lista.' }),
    ArrayMaxSize(o.max, { message: `Högst ${o.max} går att lägga till.` }),
    Validate(IsCleanText, [1, o.maxLength], { each: true }),
  );

/** A nested object. */
export const Nested = (type: () => new () => object, o: Common): PropertyDecorator =>
  field(o, { type: () => type() }, IsObject({ message: 'Skicka ett objekt.' }), ValidateNested(), Type(type));

/** A number in a query string: decimal digits only, with a default. */
export const QueryWhole = (o: Common & { min: number; max: number; fallback: number }): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ description: o.description, type: 'integer', minimum: o.min, maximum: o.max, default: o.fallback, required: false }),
    IsOptional(),
    Transform(({ value }) =>
      value === undefined ? o.fallback : typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN,
    ),
    IsInt({ message: `Skriv ett heltal mellan ${o.min} och ${o.max}.` }),
    Min(o.min),
    Max(o.max),
  );
