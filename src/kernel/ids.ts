import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsUUID } from 'class-validator';

/** A field of ids (UUID), `min`–`max` of them, each at most once. */
export const Ids = ({ description, min = 0, max }: { description: string; min?: number; max: number }): PropertyDecorator =>
  applyDecorators(
    ApiProperty({
      description,
      type: String,
      isArray: true,
      minItems: min,
      maxItems: max,
      uniqueItems: true,
      items: { type: 'string', format: 'uuid' },
    }),
    IsArray({ message: 'Skicka en lista.' }),
    ArrayMinSize(min, { message: `Välj minst ${min}.` }),
    ArrayMaxSize(max, { message: `Högst ${max} går att välja.` }),
    ArrayUnique({ message: 'Välj varje sak högst en gång.' }),
    IsUUID('all', { each: true, message: 'Id har fel form.' }),
  );
