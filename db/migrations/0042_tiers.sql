-- Tiers by rules: schemes with their versions, runs that move customers, the moves; and treatments of cells of the grid with the tasks made of them.

alter table customers add column tier_until date;

create table tier_schemes (
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
  state text not null,
  number bigint,
  levels jsonb not null default '[]',
  conditions jsonb,
  scope jsonb,
  most_up bigint not null,
  most_down bigint not null,
  stay_days bigint not null,
  hold_days bigint not null,
  hand_days bigint not null,
  switched_on_at timestamptz,
  switched_on_by_id uuid,
  retired_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, switched_on_by_id) references users
);
call protect('tier_schemes');
create unique index tier_schemes_active on tier_schemes (workspace_id) where state = 'active' and deleted_at is null;
create index tier_schemes_switched_on_by on tier_schemes (workspace_id, switched_on_by_id) where switched_on_by_id is not null;

create table tier_runs (
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
  scheme_id uuid not null,
  as_of date not null,
  way text not null,
  state text not null,
  went_up bigint not null default 0,
  went_down bigint not null default 0,
  taken_back bigint not null default 0,
  ended_at timestamptz,
  place text,
  primary key (workspace_id, id),
  foreign key (workspace_id, scheme_id) references tier_schemes
);
call protect('tier_runs');
create index tier_runs_scheme on tier_runs (workspace_id, scheme_id, created_at, id);

create table tier_moves (
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
  moved_on date not null,
  from_tier text not null,
  to_tier text not null,
  direction text not null,
  way text not null,
  state text not null,
  scheme_id uuid,
  run_id uuid,
  moved_by_id uuid,
  figures jsonb,
  former jsonb,
  primary key (workspace_id, id),
  foreign key (workspace_id, customer_id) references customers,
  foreign key (workspace_id, scheme_id) references tier_schemes,
  foreign key (workspace_id, run_id) references tier_runs,
  foreign key (workspace_id, moved_by_id) references users
);
call protect('tier_moves');
create index tier_moves_customer on tier_moves (workspace_id, customer_id, created_at, id);
create index tier_moves_run on tier_moves (workspace_id, run_id, state, id) where run_id is not null;
create index tier_moves_scheme on tier_moves (workspace_id, scheme_id) where scheme_id is not null;
create index tier_moves_moved_by on tier_moves (workspace_id, moved_by_id) where moved_by_id is not null;
create index tier_moves_day on tier_moves (workspace_id, moved_on, id) where deleted_at is null;

-- Since when a customer is in its tier, when somebody set it by hand, since when it fails the rule of it. Only where there is something to know.
create table tier_standings (
  workspace_id uuid not null references workspaces,
  customer_id uuid not null,
  tier text not null,
  since date not null,
  hand_on date,
  failing_since date,
  primary key (workspace_id, customer_id),
  foreign key (workspace_id, customer_id) references customers
);
call protect('tier_standings');

create table treatments (
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
  across text not null,
  across_band text not null,
  up text not null,
  up_band text not null,
  content text,
  owner_id uuid,
  due_on date,
  task_name text,
  task_days bigint not null,
  task_priority text not null,
  task_for text not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, owner_id) references users
);
call protect('treatments');
create index treatments_cell on treatments (workspace_id, across, up) where deleted_at is null;
create index treatments_owner on treatments (workspace_id, owner_id) where owner_id is not null;

create table treatment_runs (
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
  treatment_id uuid not null,
  started_by_id uuid,
  state text not null,
  made bigint not null default 0,
  passed_over bigint not null default 0,
  taken_back bigint not null default 0,
  cell jsonb,
  place text,
  primary key (workspace_id, id),
  foreign key (workspace_id, treatment_id) references treatments,
  foreign key (workspace_id, started_by_id) references users
);
call protect('treatment_runs');
create index treatment_runs_treatment on treatment_runs (workspace_id, treatment_id, created_at, id);
create index treatment_runs_started_by on treatment_runs (workspace_id, started_by_id) where started_by_id is not null;

-- Which task was made for whom: once a customer and run, also where a process was killed.
create table treatment_tasks (
  workspace_id uuid not null references workspaces,
  run_id uuid not null,
  customer_id uuid not null,
  task_id uuid not null,
  is_taken_back boolean not null default false,
  primary key (workspace_id, run_id, customer_id),
  foreign key (workspace_id, run_id) references treatment_runs,
  foreign key (workspace_id, customer_id) references customers,
  foreign key (workspace_id, task_id) references tasks
);
call protect('treatment_tasks');
create index treatment_tasks_customer on treatment_tasks (workspace_id, customer_id);
create index treatment_tasks_task on treatment_tasks (workspace_id, task_id);
