import { Column, type ColumnOptions } from 'typeorm';

/** A column of whole öre: bigint in SQL, a safe integer in code. */
export const OreColumn = (options: ColumnOptions = {}): PropertyDecorator =>
  Column({
    type: 'bigint',
    transformer: { to: (value: unknown) => value, from: (value: string | null) => (value === null ? null : Number(value)) },
    ...options,
  });
