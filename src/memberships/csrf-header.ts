import { applyDecorators } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { Fails } from '../kernel/doors.js';

/** The session's token, in OpenAPI, for writes that are no commands: those of the session itself. */
export const CsrfHeader = (): MethodDecorator =>
  applyDecorators(
    ApiHeader({
      name: 'X-CSRF-Token',
      required: true,
      description: 'Sessionens värde från GET /api/v1/session.',
      schema: { type: 'string' },
    }),
    Fails('portal/cross-site'),
  );
