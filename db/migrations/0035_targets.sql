-- Quotas and what they are measured by; the category of an opportunity in the forecast; forecasts as they were kept week by week.

create table quotas (
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
  holder text not null,
  person_id uuid,
  department_id uuid,
  territory_id uuid,
  product_id uuid,
  measure text not null,
  period text not null,
  first_on date not null,
  last_on date not null,
  target numeric(20,2) not null,
  remark text,
  identity text not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, person_id) references users,
  foreign key (workspace_id, department_id) references departments,
  foreign key (workspace_id, territory_id) references territories,
  foreign key (workspace_id, product_id) references products,
  check ((holder = 'person') = (person_id is not null) and (holder = 'department') = (department_id is not null)),
  check (first_on <= last_on and target > 0)
);
call protect('quotas');
-- No two of the same holder, narrowing, measure and period.
create unique index quotas_identity_key on quotas (workspace_id, identity) where deleted_at is null;
create index quotas_bin_identity on quotas (workspace_id, identity) where deleted_at is not null;
create index quotas_bin on quotas (workspace_id, id) where deleted_at is not null;
create index quotas_period on quotas (workspace_id, first_on, period, measure, id) where deleted_at is null;
create index quotas_person on quotas (workspace_id, person_id, first_on) where person_id is not null;
create index quotas_department on quotas (workspace_id, department_id) where department_id is not null;
create index quotas_territory on quotas (workspace_id, territory_id) where territory_id is not null;
create index quotas_product on quotas (workspace_id, product_id) where product_id is not null;

-- What its owner says of it in the forecast, and what it counts as: that, else what its probability says (opportunities/rules/forecast-category.ts).
alter table opportunities add column forecast_choice text, add column forecast_category text;
update opportunities set forecast_category = case when probability >= 80 then 'committed' when probability >= 50 then 'best_case' when probability > 0 then 'pipeline' else 'omitted' end
where status = 'open';
-- What is expected in a period is read from these two alone.
create index opportunities_expected on opportunities (workspace_id, close_on) include (owner_id, territory_id, stage_id, forecast_category, currency, amount, weighted_amount) where status = 'open' and deleted_at is null;
create index opportunities_won on opportunities (workspace_id, closed_at) include (owner_id, territory_id, currency, amount) where status = 'won' and deleted_at is null;

create table forecasts (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  version integer not null default 1,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  deleted_at timestamptz,
  custom jsonb not null default '{}',
  person_id uuid not null,
  period text not null,
  first_on date not null,
  last_on date not null,
  week_on date not null,
  closed numeric(18,2) not null,
  committed numeric(18,2) not null,
  best_case numeric(18,2) not null,
  pipeline numeric(18,2) not null,
  weighted numeric(18,2) not null,
  by_history numeric(18,2),
  primary key (workspace_id, id),
  foreign key (workspace_id, person_id) references users,
  check (closed <= committed and committed <= best_case and best_case <= pipeline and weighted between closed and pipeline)
);
call protect('forecasts');
-- One a week of each person and period, however often the work is begun.
create unique index forecasts_week_key on forecasts (workspace_id, person_id, period, first_on, week_on);
create index forecasts_period on forecasts (workspace_id, period, first_on, week_on);
create index forecasts_week on forecasts (workspace_id, week_on, id);
