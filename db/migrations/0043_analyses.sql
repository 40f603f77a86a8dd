-- Targets of indicators; what indicators came to month by month; answers to questions about a whole company that take too long to ask live.

create table indicator_targets (
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
  indicator text not null,
  scope text not null,
  department_id uuid,
  direction text not null,
  target numeric(20,2) not null,
  period text not null,
  first_on date not null,
  last_on date not null,
  remark text,
  identity text not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, department_id) references departments
);
call protect('indicator_targets');
create index indicator_targets_first on indicator_targets (workspace_id, first_on, id);
create index indicator_targets_department on indicator_targets (workspace_id, department_id) where department_id is not null;
create unique index indicator_targets_identity_key on indicator_targets (workspace_id, identity) where deleted_at is null;
create index indicator_targets_bin_identity on indicator_targets (workspace_id, identity) where deleted_at is not null;

-- A part and a whole for each department of owners ('' for those without): the company is the sum, the value their quotient.
create table indicator_months (
  workspace_id uuid not null references workspaces,
  indicator text not null,
  month date not null,
  department text not null,
  part numeric not null,
  whole numeric,
  computed_at timestamptz not null,
  primary key (workspace_id, indicator, month, department)
);
call protect('indicator_months');

create table analysis_answers (
  workspace_id uuid not null references workspaces,
  analysis text not null,
  computed_at timestamptz not null,
  answer jsonb not null,
  primary key (workspace_id, analysis)
);
call protect('analysis_answers');
