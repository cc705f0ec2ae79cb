import { applyDecorators } from '@nestjs/common';
import { ApiHeader, ApiParam } from '@nestjs/swagger';

/** What a request about one order needs, in OpenAPI: its id and its own token. */
export const OrderHeaders = (): MethodDecorator =>
  applyDecorators(
    ApiParam({ name: 'id', description: 'Inloggningens id.', schema: { type: 'string', format: 'uuid' } }),
    ApiHeader({ name: 'X-CSRF-Token', required: true, description: 'Inloggningens csrfToken.', schema: { type: 'string' } }),
  );
