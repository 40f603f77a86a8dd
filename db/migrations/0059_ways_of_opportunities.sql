-- In which open stages an opportunity ever stood, by their id, and for how many seconds in each; null for where it stands. Follows from
-- its stays and is written with them (opportunities/queries/keep-stays.ts), so that a funnel of all is one pass over one index. Sixty-four
-- stages are what a row of that index can hold in any case.
alter table opportunities add column stood_in uuid[] not null default '{}';
alter table opportunities add column stood_for bigint[] not null default '{}';
alter table opportunities add check (cardinality(stood_in) = cardinality(stood_for) and cardinality(stood_in) <= 64);

-- Made anew below.
drop index opportunities_pipeline, opportunities_board, opportunities_expected, opportunities_won, invoices_open, transactions_at, interactions_lately;

update opportunities o set stood_in = w.stages, stood_for = w.seconds
from (
  select t.workspace_id, t.opportunity_id, (array_agg(t.stage_id order by t.stage_id))[:64] as stages, (array_agg(t.seconds order by t.stage_id))[:64] as seconds
  from (
    select s.workspace_id, s.opportunity_id, s.stage_id, case when bool_and(s.until_at is not null) then round(sum(date_part('epoch', s.until_at - s.from_at)))::bigint end as seconds
    from stage_stays s group by s.workspace_id, s.opportunity_id, s.stage_id
  ) t group by t.workspace_id, t.opportunity_id
) w
where w.workspace_id = o.workspace_id and w.opportunity_id = o.id;

-- Figures of many read an index alone, whoever asks: also the customer stands in it, with whom the opportunity or invoice goes to the bin.
create index opportunities_pipeline on opportunities (workspace_id, pipeline_id, opened_on) include (customer_id, owner_id, territory_id, status, closed_at, stood_in, stood_for) where deleted_at is null;
create index opportunities_board on opportunities (workspace_id, pipeline_id, stage_id) include (customer_id, owner_id, territory_id, currency, amount, weighted_amount, stage_due_on) where status = 'open' and deleted_at is null;
create index opportunities_expected on opportunities (workspace_id, close_on) include (customer_id, owner_id, territory_id, stage_id, forecast_category, currency, amount, weighted_amount) where status = 'open' and deleted_at is null;
create index opportunities_won on opportunities (workspace_id, closed_at) include (customer_id, owner_id, territory_id, currency, amount) where status = 'won' and deleted_at is null;
create index invoices_open on invoices (workspace_id, due_on, id) include (customer_id, owner_id, issued_on, currency, open_amount, exchange_rate) where status = 'issued' and deleted_at is null;
-- What quotas count in a period.
create index transactions_at on transactions (workspace_id, at, id) include (staff_id, customer_id, kind, amount, cost, deleted_at);
create index interactions_lately on interactions (workspace_id, at) include (owner_id, customer_id, channel) where deleted_at is null;
