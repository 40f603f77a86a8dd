-- Pipelines, opportunities, how long they stayed in each stage, and who else wants the sale.

create table pipelines (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  version integer not null default 1,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  deleted_at timestamptz,
  custom jsonb not null default '{}',
  name text not null,
  position bigint not null,
  is_default boolean not null default false,
  is_active boolean not null default true,
  primary key (workspace_id, id)
);
call protect('pipelines');
create index pipelines_position on pipelines (workspace_id, position, id);

create table stages (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  version integer not null default 1,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  deleted_at timestamptz,
  custom jsonb not null default '{}',
  pipeline_id uuid not null,
  name text not null,
  position bigint not null,
  kind text not null,
  probability numeric(7,0) not null,
  expected_days bigint,
  required_fields text[] not null default '{}',
  tasks jsonb not null default '[]',
  primary key (workspace_id, id),
  foreign key (workspace_id, pipeline_id) references pipelines,
  check (kind in ('open', 'won', 'lost')),
  -- What an opportunity in it must agree with.
  unique (workspace_id, pipeline_id, id, kind)
);
call protect('stages');
create index stages_position on stages (workspace_id, position, id);

create table opportunities (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  version integer not null default 1,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  deleted_at timestamptz,
  custom jsonb not null default '{}',
  number text not null,
  name text not null,
  name_pinyin text not null default '',
  name_initials text not null default '',
  customer_id uuid,
  contact_ids uuid[] not null default '{}',
  product_ids uuid[] not null default '{}',
  pipeline_id uuid,
  stage_id uuid,
  status text not null,
  amount numeric(18,2),
  currency text not null,
  probability numeric(7,0),
  weighted_amount numeric(18,2),
  close_on date,
  opened_on date,
  source text,
  source_detail text,
  owner_id uuid,
  team_ids uuid[] not null default '{}',
  territory_id uuid,
  next_step text,
  next_step_on date,
  needs jsonb not null default '[]',
  objections jsonb not null default '[]',
  commitments jsonb not null default '[]',
  reason text,
  reason_text text,
  closed_at timestamptz,
  closed_from_id uuid,
  stage_since timestamptz,
  stage_due_on date,
  is_historic boolean not null default false,
  historic_stage_id uuid,
  historic_closed_on date,
  moves bigint not null default 0,
  stage_probability numeric(7,0),
  remark text,
  files jsonb not null default '[]',
  search_text text generated always as (search_text_of(name, number)) stored,
  primary key (workspace_id, id),
  foreign key (workspace_id, customer_id) references customers,
  foreign key (workspace_id, pipeline_id) references pipelines,
  -- The stage is of the pipeline and says how the opportunity stands.
  foreign key (workspace_id, pipeline_id, stage_id, status) references stages (workspace_id, pipeline_id, id, kind),
  foreign key (workspace_id, stage_id) references stages,
  foreign key (workspace_id, closed_from_id) references stages,
  foreign key (workspace_id, historic_stage_id) references stages,
  foreign key (workspace_id, owner_id) references users,
  foreign key (workspace_id, territory_id) references territories,
  check ((status = 'open') = (closed_at is null))
);
call protect('opportunities');
create unique index opportunities_number_key on opportunities (workspace_id, number) where deleted_at is null;
create index opportunities_bin_number on opportunities (workspace_id, number) where deleted_at is not null;
create index opportunities_bin on opportunities (workspace_id, id) where deleted_at is not null;
create index opportunities_search on opportunities using gin (search_text gin_trgm_ops);
create index opportunities_name_order on opportunities (workspace_id, name_pinyin, id);
create index opportunities_updated on opportunities (workspace_id, updated_at, id);
create index opportunities_status on opportunities (workspace_id, status, close_on, id) where deleted_at is null;
create index opportunities_closed on opportunities (workspace_id, closed_at, id) where deleted_at is null;
create index opportunities_owner on opportunities (workspace_id, owner_id, status, close_on, id) where deleted_at is null;
create index opportunities_customer on opportunities (workspace_id, customer_id, created_at, id) where deleted_at is null;
create index opportunities_pipeline on opportunities (workspace_id, pipeline_id, opened_on) where deleted_at is null;
create index opportunities_territory on opportunities (workspace_id, territory_id) where territory_id is not null;
create index opportunities_closed_from on opportunities (workspace_id, closed_from_id) where closed_from_id is not null;
create index opportunities_historic_stage on opportunities (workspace_id, historic_stage_id) where historic_stage_id is not null;
create index opportunities_team on opportunities using gin (team_ids) where team_ids <> '{}';
-- The columns of the board, in the order of their cards; its sums are read from the second alone.
create index opportunities_stage on opportunities (workspace_id, stage_id, stage_since, id) where deleted_at is null;
create index opportunities_board on opportunities (workspace_id, pipeline_id, stage_id) include (owner_id, territory_id, currency, amount, weighted_amount, stage_due_on) where status = 'open' and deleted_at is null;

create table stage_stays (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  version integer not null default 1,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  deleted_at timestamptz,
  custom jsonb not null default '{}',
  opportunity_id uuid not null,
  stage_id uuid not null,
  from_at timestamptz not null,
  until_at timestamptz,
  by_id uuid,
  primary key (workspace_id, id),
  foreign key (workspace_id, opportunity_id) references opportunities,
  foreign key (workspace_id, stage_id) references stages,
  foreign key (workspace_id, by_id) references users,
  check (until_at >= from_at)
);
call protect('stage_stays');
create unique index stage_stays_open_key on stage_stays (workspace_id, opportunity_id) where until_at is null;
create index stage_stays_opportunity on stage_stays (workspace_id, opportunity_id, from_at) include (stage_id, until_at);
create index stage_stays_stage on stage_stays (workspace_id, stage_id);
create index stage_stays_from on stage_stays (workspace_id, from_at, id);
create index stage_stays_by on stage_stays (workspace_id, by_id) where by_id is not null;

create table competitors (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  version integer not null default 1,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  deleted_at timestamptz,
  custom jsonb not null default '{}',
  name text not null,
  name_pinyin text not null default '',
  name_initials text not null default '',
  website text,
  price_level text,
  strengths text,
  weaknesses text,
  remark text,
  search_text text generated always as (search_text_of(name)) stored,
  primary key (workspace_id, id)
);
call protect('competitors');
create index competitors_name_order on competitors (workspace_id, name_pinyin, id);
create index competitors_search on competitors using gin (search_text gin_trgm_ops);

create table opportunity_competitors (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  version integer not null default 1,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  deleted_at timestamptz,
  custom jsonb not null default '{}',
  opportunity_id uuid not null,
  competitor_id uuid not null,
  price numeric(18,2),
  threat text not null,
  strengths text,
  weaknesses text,
  outcome text not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, opportunity_id) references opportunities,
  foreign key (workspace_id, competitor_id) references competitors
);
call protect('opportunity_competitors');
create unique index opportunity_competitors_competitor_key on opportunity_competitors (workspace_id, opportunity_id, competitor_id) where deleted_at is null;
create index opportunity_competitors_of_competitor on opportunity_competitors (workspace_id, competitor_id);
create index opportunity_competitors_updated on opportunity_competitors (workspace_id, updated_at, id);

-- What was said and what is to be done may belong to an opportunity.
alter table interactions add column opportunity_id uuid, add foreign key (workspace_id, opportunity_id) references opportunities;
create index interactions_opportunity on interactions (workspace_id, opportunity_id, at) where opportunity_id is not null;
alter table tasks add column opportunity_id uuid, add foreign key (workspace_id, opportunity_id) references opportunities;
create index tasks_opportunity on tasks (workspace_id, opportunity_id, due_on) where opportunity_id is not null;

-- The pipeline of S19 for companies that are there already (modules/opportunities/ready-pipeline.ts).
insert into pipelines (workspace_id, id, created_at, updated_at, name, position, is_default)
select w.id, gen_random_uuid(), now(), now(), '标准流程 Standard', 1, true from workspaces w;
insert into stages (workspace_id, id, created_at, updated_at, pipeline_id, name, position, kind, probability, expected_days)
select p.workspace_id, gen_random_uuid(), now(), now(), p.id, s.name, s.position, s.kind, s.probability, s.days
from pipelines p cross join (values
  ('兴趣需求 Interest and needs', 1, 'open', 10, 14),
  ('方案设计 Solution design', 2, 'open', 30, 21),
  ('销售 Selling', 3, 'open', 60, 21),
  ('跟踪 Follow-up', 4, 'open', 80, 30),
  ('赢单 Won', 5, 'won', 100, null),
  ('输单 Lost', 6, 'lost', 0, null)) s(name, position, kind, probability, days);
