import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Offerter and requisitions carry the agreement period of their insats, so that the tabs and their counts read one index and stop
 * after a page, however much an organisation has in other periods. The database fills it in; nobody else writes it.
 */
export class FileCasesByPeriod1764000007000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      select set_config('app.scope', 'system', true);
      create function take_period_of_insats() returns trigger language plpgsql as
        $$ begin select period_id into strict new.period_id from insats where id = new.insats_id; return new; end $$;
      create function file_by_period(tab regclass) returns void language plpgsql as $$
      begin
        execute format('alter table %s add period_id uuid references agreement_period', tab);
        execute format('update %s c set period_id = i.period_id from insats i where i.id = c.insats_id', tab);
        execute format('alter table %s alter period_id set not null', tab);
        execute format('create trigger period before insert or update of insats_id, period_id on %s for each row execute function take_period_of_insats()', tab);
        execute format('create index %s_list on %s (organization_id, period_id, sort_no desc, id desc) include (status)', tab, tab);
        execute format('drop index %s_organization', tab);
      end $$;
      select file_by_period('offert'), file_by_period('requisition');
      drop function file_by_period;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop trigger period on offert; drop trigger period on requisition; drop function take_period_of_insats;
      alter table offert drop period_id; alter table requisition drop period_id;
      create index offert_organization on offert (organization_id, sort_no desc);
      create index requisition_organization on requisition (organization_id, sort_no desc, id desc);
    `);
  }
}
