import { Controller, Get, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CasesQuery } from '../allotments/index.js';
import { type Actor, can } from '../kernel/access.js';
import { Db } from '../kernel/db.js';
import { Can, Fails } from '../kernel/doors.js';
import { decodeCursor } from '../kernel/page.js';
import { kernelProblem } from '../kernel/problem.js';
import { searchPatterns } from '../kernel/sql.js';
import { CurrentActor } from '../memberships/index.js';
import { OffertPage, OffertView } from './offert.dto.js';
import { offertDetail, offertPage } from './offert.queries.js';

@ApiTags('Offerter')
@Controller('offerter')
export class OfferterController {
  constructor(private readonly db: Db) {}

  @Get()
  @Can('offert:read')
  @ApiOperation({ summary: 'Offerter i en avtalsperiod (A39)' })
  @ApiOkResponse({ type: OffertPage })
  @Fails('portal/invalid')
  list(@CurrentActor() actor: Actor, @Query() { period, q, cursor, limit }: CasesQuery): Promise<OffertPage> {
    const after = decodeCursor(cursor, 'offerter');
    const patterns = q ? searchPatterns(q) : [];
    const values = [
      actor.organizationId,
      period,
      actor.personId,
      limit,
      patterns.length ? patterns : null,
      after?.value ?? null,
      after?.id ?? null,
    ];
    return this.db.read<OffertPage>(actor, `offerter:${can(actor, 'insats:read-all')}`, offertPage(actor), values);
  }

  @Get(':id')
  @Can('offert:read')
  @ApiOperation({ summary: 'En offert (A47–A51)' })
  @ApiOkResponse({ type: OffertView })
  @Fails('portal/not-found', 'portal/bad-request')
  async view(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<OffertView> {
    const view = await this.db.read<OffertView | null>(actor, `offert:${can(actor, 'insats:read-all')}`, offertDetail(actor), [
      id,
      actor.personId,
    ]);
    if (!view) throw kernelProblem('not-found');
    return view;
  }
}
