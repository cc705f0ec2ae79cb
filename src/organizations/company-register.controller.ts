import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../kernel/access.js';
import { CurrentActor } from '../kernel/current-actor.js';
import { Can, Command } from '../kernel/doors.js';
import { CompanyImport, ImportCompanies } from './company-register.dto.js';
import { CompanyRegister } from './company-register.service.js';

@ApiTags('Yrkesnämnden: företag')
@Controller('admin/company-register')
export class CompanyRegisterController {
  constructor(private readonly register: CompanyRegister) {}

  @Can('companies:import')
  @Post('preview')
  @HttpCode(200)
  @Command()
  @ApiOperation({ summary: 'Vad en inläsning av företagsregistret skulle göra, rad för rad; ändrar inget' })
  @ApiOkResponse({ type: CompanyImport })
  preview(@CurrentActor() actor: Actor, @Body() { register }: ImportCompanies): Promise<CompanyImport> {
    return this.register.preview(actor, register);
  }

  @Can('companies:import')
  @Post('import')
  @HttpCode(200)
  @Command()
  @ApiOperation({ summary: 'Läs in företagsregistret: alla rader utan fel' })
  @ApiOkResponse({ type: CompanyImport })
  import(@CurrentActor() actor: Actor, @Body() { register }: ImportCompanies): Promise<CompanyImport> {
    return this.register.import(actor, register);
  }
}
