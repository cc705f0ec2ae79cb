import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../kernel/access.js';
import { CurrentActor } from '../kernel/current-actor.js';
import { Can, Command, Fails } from '../kernel/doors.js';
import { ConfirmedMove, MovePreview, WorkplaceMove } from './move.dto.js';
import { WorkplaceMoves } from './workplace-moves.service.js';

/** Many workplaces to other departments at once: shown first, then done exactly as shown. */
@ApiTags('Arbetsplatser och avdelningar')
@Can('workplaces:manage')
@Controller('workplace-moves')
export class WorkplaceMovesController {
  constructor(private readonly moves: WorkplaceMoves) {}

  @Post('preview')
  @HttpCode(200)
  @Command()
  @ApiOperation({ summary: 'Vad en flytt av flera arbetsplatser skulle göra, rad för rad; ändrar inget' })
  @ApiOkResponse({ type: MovePreview })
  @Fails('portal/not-found', 'departments/not-activated')
  preview(@CurrentActor() actor: Actor, @Body() wanted: WorkplaceMove): Promise<MovePreview> {
    return this.moves.preview(actor, wanted);
  }

  @Post()
  @HttpCode(200)
  @Command()
  @ApiOperation({ summary: 'Flytta arbetsplatserna precis som förhandsgranskningen visade' })
  @ApiOkResponse({ type: MovePreview })
  @Fails('portal/not-found', 'departments/not-activated', 'workplaces/preview-changed', 'workplaces/nothing-to-move')
  move(@CurrentActor() actor: Actor, @Body() wanted: ConfirmedMove): Promise<MovePreview> {
    return this.moves.move(actor, wanted);
  }
}
