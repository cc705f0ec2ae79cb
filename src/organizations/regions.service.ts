import { Injectable } from '@nestjs/common';
import type { Actor, DbScope } from '../kernel/access.js';
import { Db, readIn, type Tx } from '../kernel/db.js';
import type { RegionList, RegionView } from './region.dto.js';

const REGION = `json_build_object('code', r.code, 'name', r.name, 'email', r.email, 'phone', r.phone)`;
const REGIONS = `select coalesce(json_agg(${REGION} order by r.name collate "sv-x-icu"), '[]') from region r`;
const ONE = `select ${REGION} from region r where r.code = $1`;

/** The training board's regions. */
@Injectable()
export class Regions {
  constructor(private readonly db: Db) {}

  /** All of them in Swedish order. */
  async all(who: Actor | DbScope): Promise<RegionList> {
    return { regions: await this.db.read<RegionView[]>(who, 'regions', REGIONS) };
  }

  /** One region by its code; null when there is none. */
  find(tx: Tx, code: string): Promise<RegionView | null> {
    return readIn<RegionView | null>(tx, ONE, [code]);
  }
}
