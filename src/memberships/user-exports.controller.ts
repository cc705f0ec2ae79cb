import { Body, Controller, HttpCode, Post, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../kernel/access.js';
import { Can, Command, StepUp } from '../kernel/doors.js';
import { CurrentActor } from './current-actor.js';
import { UserExport } from './user-edit.dto.js';
import { CSV_TYPE, UserExports, XLSX_TYPE } from './user-export.service.js';

/** The list of users as a file. A command, since that somebody took it is written down. */
@ApiTags('Användare')
@Can('users:manage')
@Controller('user-exports')
export class UserExportsController {
  constructor(private readonly exports: UserExports) {}

  @Post()
  @HttpCode(200)
  @Command()
  @StepUp()
  @ApiOperation({ summary: 'Listan som CSV eller Excel; att den togs ut sparas i händelseloggen' })
  @ApiOkResponse({
    content: { [CSV_TYPE.split(';')[0]!]: { schema: { type: 'string' } }, [XLSX_TYPE]: { schema: { type: 'string', format: 'binary' } } },
  })
  async export(@CurrentActor() actor: Actor, @Body() wanted: UserExport): Promise<StreamableFile> {
    const { name, type, content } = await this.exports.make(actor, wanted);
    return new StreamableFile(content, { type, disposition: `attachment; filename="${name}"`, length: content.length });
  }
}
