-- What every customer is worth: metrics of each customer with what they were, their inputs, the runs that computed them, and what the company pages are drawn from.

alter table customers add column personal_quality bigint;

create table value_rules (
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
  window_days bigint not null,
  assumed_margin numeric(7,2) not null,
  discount_rate numeric(7,2) not null,
  horizon_years bigint not null,
  relationship_years bigint not null,
  abc_by text not null,
  abc_a numeric(7,2) not null,
  abc_b numeric(7,2) not null,
  abc_contribution bigint not null,
  abc_frequency bigint not null,
  abc_interval bigint not null,
  visit_rate numeric(18,2) not null,
  call_rate numeric(18,2) not null,
  message_rate numeric(18,2) not null,
  high_contribution bigint not null,
  high_growth bigint not null,
  high_openness bigint not null,
  high_influence bigint not null,
  high_quality bigint not null,
  stage_window_days bigint not null,
  exploration_purchases bigint not null,
  exploration_days bigint not null,
  steady_percent bigint not null,
  gap_factor numeric(20,1) not null,
  decline_alive numeric(7,2) not null,
  lost_alive numeric(7,2) not null,
  silent_days bigint not null,
  active_months bigint not null,
  loyal_repeat bigint not null,
  loyal_tenure bigint not null,
  loyal_range bigint not null,
  loyal_referral bigint not null,
  loyal_attitude bigint not null,
  loyal_behaviour_from bigint not null,
  loyal_attitude_from bigint not null,
  primary key (workspace_id, id)
);
call protect('value_rules');
insert into value_rules (workspace_id, id, created_at, updated_at, name, window_days, assumed_margin, discount_rate, horizon_years, relationship_years, abc_by, abc_a, abc_b, abc_contribution, abc_frequency, abc_interval,
  visit_rate, call_rate, message_rate, high_contribution, high_growth, high_openness, high_influence, high_quality, stage_window_days, exploration_purchases, exploration_days, steady_percent, gap_factor, decline_alive, lost_alive,
  silent_days, active_months, loyal_repeat, loyal_tenure, loyal_range, loyal_referral, loyal_attitude, loyal_behaviour_from, loyal_attitude_from)
select w.id, gen_random_uuid(), now(), now(), '价值规则', 365, 30, 10, 3, 10, 'margin', 80, 95, 50, 30, 20, 3, 1.5, 0.5, 50, 20, 10, 10, 10, 180, 3, 90, 25, 2, 50, 10, 365, 12, 30, 20, 20, 15, 15, 50, 60 from workspaces w;

-- As they are now. A page of rows has room for what changes: most of it is not indexed.
create table customer_values (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  version integer not null default 1,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  deleted_at timestamptz,
  custom jsonb not null default '{}',
  customer_id uuid not null,
  first_purchase_on date,
  last_purchase_on date,
  recency_days bigint,
  purchase_days bigint not null,
  frequency bigint not null,
  monetary numeric(18,2) not null,
  mean_interval numeric(20,1),
  recency_score smallint,
  frequency_score smallint,
  monetary_score smallint,
  segment text,
  margin numeric(18,2) not null,
  serve_cost numeric(18,2) not null,
  profit numeric(18,2) not null,
  profit_percent numeric(20,2),
  historic_value numeric(18,2) not null,
  simple_value numeric(18,2),
  abc_class text,
  alive_probability numeric(7,2),
  expected_purchases numeric(20,2),
  expected_spend numeric(18,2),
  lifetime_value numeric(18,2),
  lifetime_by text,
  churn_risk numeric(7,2),
  lifecycle_stage text,
  high_value_score numeric(20,1),
  contribution_part bigint,
  growth_part bigint,
  openness_part bigint,
  influence_part bigint,
  quality_part bigint,
  loyalty_index numeric(20,1),
  repeat_part bigint,
  tenure_part bigint,
  range_part bigint,
  referral_part bigint,
  attitude_part bigint,
  loyalty_kind text,
  primary key (workspace_id, id),
  foreign key (workspace_id, customer_id) references customers
) with (fillfactor = 60);
call protect('customer_values');
create unique index customer_values_customer on customer_values (workspace_id, customer_id);
create index customer_values_lifetime on customer_values (workspace_id, lifetime_value, id);
create index customer_values_profit on customer_values (workspace_id, profit, id);
create index customer_values_high on customer_values (workspace_id, high_value_score, id);
create index customer_values_segment on customer_values (workspace_id, segment, id);
create index customer_values_stage on customer_values (workspace_id, lifecycle_stage, id);
create index customer_values_bin on customer_values (workspace_id, id) where deleted_at is not null;

-- What a set of metrics was before the day on which it changed: with the row of now that is their history.
create table value_changes (
  workspace_id uuid not null references workspaces,
  customer_id uuid not null,
  metric_set text not null,
  day date not null,
  "values" jsonb not null,
  primary key (workspace_id, customer_id, metric_set, day)
);
call protect('value_changes');

-- Computed from the records at any time; where the database lost them in a crash, the next run is a full one.
create unlogged table value_inputs (
  workspace_id uuid not null references workspaces,
  customer_id uuid not null,
  purchase_days integer not null,
  first_on date,
  last_on date,
  frequency integer not null,
  monetary numeric not null,
  amount_before numeric not null,
  margin numeric not null,
  total_amount numeric not null,
  total_margin numeric not null,
  historic_value numeric not null,
  repeat_amount numeric not null,
  amounts numeric[] not null,
  days integer[] not null,
  categories smallint not null,
  new_categories smallint not null,
  serve_cost numeric not null,
  attitude numeric,
  referrals integer not null,
  links integer not null,
  quality integer,
  primary key (workspace_id, customer_id)
) with (fillfactor = 60);
call protect('value_inputs');

-- Whose inputs changed since they were read.
create table value_marks (
  workspace_id uuid not null references workspaces,
  customer_id uuid not null,
  marked_at timestamptz not null,
  primary key (workspace_id, customer_id)
);
call protect('value_marks');

create table value_runs (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  kind text not null check (kind in ('full', 'changed')),
  state text not null check (state in ('running', 'done', 'stopped')),
  as_of date not null,
  phase text not null,
  part integer not null default 0,
  customers bigint,
  changed bigint not null default 0,
  rule jsonb not null,
  standing jsonb,
  started_at timestamptz not null,
  ended_at timestamptz,
  primary key (workspace_id, id)
);
call protect('value_runs');
create index value_runs_ended on value_runs (workspace_id, kind, ended_at);
-- One run at a time in a company.
create unique index value_runs_one on value_runs (workspace_id) where state = 'running';

create table value_models (
  workspace_id uuid not null references workspaces,
  kind text not null,
  fitted_at timestamptz not null,
  as_of date not null,
  model jsonb not null,
  primary key (workspace_id, kind)
);
call protect('value_models');

-- By month of the company, in parts that add up: who was gained, won back and lost; what the customers of each first month bought.
create table value_moves (
  workspace_id uuid not null references workspaces,
  run_id uuid not null,
  part integer not null,
  dimension text not null,
  value text not null,
  month date not null,
  gained bigint not null,
  won_back bigint not null,
  lost bigint not null,
  primary key (workspace_id, run_id, part, dimension, value, month)
);
call protect('value_moves');
create table value_cohorts (
  workspace_id uuid not null references workspaces,
  run_id uuid not null,
  part integer not null,
  cohort date not null,
  month date not null,
  customers bigint not null,
  amount numeric not null,
  primary key (workspace_id, run_id, part, cohort, month)
);
call protect('value_cohorts');

-- All that metrics ask of a purchase stands in the index, in the order of customers: they are evaluated without touching the table.
drop index transactions_customer;
create index transactions_customer on transactions (workspace_id, customer_id, at, id) include (kind, amount, cost, product_id, deleted_at);
