-- Business calendars, the clocks of the archive rules, and the rules of credit.

create table calendars (
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
  time_zone text not null,
  hours jsonb not null default '[]',
  holidays text not null,
  is_default boolean not null default false,
  primary key (workspace_id, id)
);
call protect('calendars');
create unique index calendars_name_key on calendars (workspace_id, name) where deleted_at is null;
create unique index calendars_is_default_key on calendars (workspace_id) where is_default and deleted_at is null;

create table calendar_days (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  version integer not null default 1,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  deleted_at timestamptz,
  custom jsonb not null default '{}',
  calendar_id uuid not null,
  day date not null,
  kind text not null,
  name text,
  hours jsonb not null default '[]',
  primary key (workspace_id, id),
  foreign key (workspace_id, calendar_id) references calendars
);
call protect('calendar_days');
create unique index calendar_days_day_key on calendar_days (workspace_id, calendar_id, day) where deleted_at is null;

-- Companies that are there already get the calendar that new ones begin with (modules/team/ready-calendar.ts).
insert into calendars (workspace_id, id, created_at, updated_at, name, time_zone, hours, holidays, is_default)
select w.id, gen_random_uuid(), now(), now(), '工作日历', w.time_zone,
  (select jsonb_agg(jsonb_build_object('weekday', d.day, 'from', t.start, 'to', t.finish) order by d.place, t.start)
    from unnest(array['monday', 'tuesday', 'wednesday', 'thursday', 'friday']) with ordinality d(day, place),
      (values ('09:00', '12:00'), ('13:30', '18:00')) t(start, finish)),
  'china', true
from workspaces w;

create table archive_rules (
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
  start text not null,
  count bigint not null,
  unit text not null,
  calendar_id uuid,
  required_organisation text[] not null default '{}',
  required_person text[] not null default '{}',
  is_active boolean not null default false,
  since timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, calendar_id) references calendars
);
call protect('archive_rules');
create index archive_rules_calendar on archive_rules (workspace_id, calendar_id);

-- A clock for each record that started one, kept by a listener: when it began, when it has to end, when it did.
create table archive_clocks (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  version integer not null default 1,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  deleted_at timestamptz,
  custom jsonb not null default '{}',
  rule_id uuid not null,
  kind text not null,
  customer_id uuid not null,
  source_id uuid not null,
  owner_id uuid,
  department_id uuid,
  started_at timestamptz not null,
  due_at timestamptz not null,
  done_at timestamptz,
  is_on_time boolean,
  missing text[] not null default '{}',
  primary key (workspace_id, id),
  foreign key (workspace_id, rule_id) references archive_rules,
  foreign key (workspace_id, customer_id) references customers,
  foreign key (workspace_id, owner_id) references users,
  foreign key (workspace_id, department_id) references departments
);
call protect('archive_clocks');
create unique index archive_clocks_source_key on archive_clocks (workspace_id, rule_id, source_id);
create index archive_clocks_customer on archive_clocks (workspace_id, customer_id, started_at);
create index archive_clocks_due on archive_clocks (workspace_id, due_at, id);
create index archive_clocks_open on archive_clocks (workspace_id, due_at, id) where done_at is null;
create index archive_clocks_owner on archive_clocks (workspace_id, owner_id, due_at);
create index archive_clocks_department on archive_clocks (workspace_id, department_id, due_at);

-- The two rules of S32 for companies that are there already (modules/archive/ready-rules.ts).
insert into archive_rules (workspace_id, id, created_at, updated_at, name, start, count, unit, required_organisation, required_person, is_active, since)
select w.id, gen_random_uuid(), now(), now(), r.name, r.start, r.count, r.unit, r.organisation, r.person, true, now()
from workspaces w cross join (values
  ('建档', 'customer_active', 3, 'working_days',
    array['name', 'addresses', 'phones', 'contact_name', 'contact_position', 'contact_phone', 'contact_mail', 'contact_gender', 'contact_birthday', 'contact_best_time'],
    array['name', 'addresses', 'phones', 'emails', 'gender', 'birthday', 'best_time']),
  ('录入', 'interaction_logged', 24, 'hours', '{}'::text[], '{}'::text[])) r(name, start, count, unit, organisation, person);

-- One living rule a company; without one the ready one counts (modules/credit/rules/ready-rule.ts).
create table credit_rules (
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
  weight_punctuality bigint not null,
  weight_overdue bigint not null,
  weight_tenure bigint not null,
  weight_value bigint not null,
  unknown_score bigint not null,
  late_days_zero bigint not null,
  overdue_days_zero bigint not null,
  tenure_months_full bigint not null,
  amount_full numeric(18,2) not null,
  score_aaa bigint not null,
  score_aa bigint not null,
  score_a bigint not null,
  score_b bigint not null,
  score_c bigint not null,
  ask_from text not null,
  no_from text not null,
  no_overdue_days bigint not null,
  over_percent bigint not null,
  primary key (workspace_id, id)
);
call protect('credit_rules');
create unique index credit_rules_one on credit_rules (workspace_id) where deleted_at is null;

insert into credit_rules (workspace_id, id, created_at, updated_at, name, weight_punctuality, weight_overdue, weight_tenure, weight_value, unknown_score,
  late_days_zero, overdue_days_zero, tenure_months_full, amount_full, score_aaa, score_aa, score_a, score_b, score_c, ask_from, no_from, no_overdue_days, over_percent)
select w.id, gen_random_uuid(), now(), now(), '信用规则', 40, 30, 10, 20, 70, 60, 90, 36, 100000, 90, 80, 70, 55, 40, 'c', 'd', 60, 20 from workspaces w;
