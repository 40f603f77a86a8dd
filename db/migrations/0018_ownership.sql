-- Who holds a customer and since when; the pool, assignment, handovers, removal.

-- The clock of each customer, kept from the event log. What counts is the later of the day on which the customer came to the owner and
-- of the last contact or deal: a new owner begins anew.
create table ownerships (
  workspace_id uuid not null references workspaces,
  customer_id uuid not null,
  owner_id uuid,
  held_since timestamptz not null,
  contacted_at timestamptz,
  dealt_at timestamptz,
  contact_from timestamptz not null generated always as (greatest(held_since, contacted_at)) stored,
  deal_from timestamptz not null generated always as (greatest(held_since, dealt_at)) stored,
  former_owner_id uuid,
  -- The verb of the event by which the owner came or went, and its cause.
  how text,
  cause jsonb,
  -- The day of return of which the owner was warned.
  warned_for date,
  primary key (workspace_id, customer_id),
  foreign key (workspace_id, customer_id) references customers,
  foreign key (workspace_id, owner_id) references users,
  foreign key (workspace_id, former_owner_id) references users
);
call protect('ownerships');
create index ownerships_contact on ownerships (workspace_id, contact_from) where owner_id is not null;
create index ownerships_deal on ownerships (workspace_id, deal_from) where owner_id is not null;
create index ownerships_owner on ownerships (workspace_id, owner_id) where owner_id is not null;
create index ownerships_former_owner on ownerships (workspace_id, former_owner_id) where former_owner_id is not null;
create index ownerships_pool on ownerships (workspace_id, held_since, customer_id) where owner_id is null;

create table pools (
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
  position bigint not null default 1,
  condition jsonb,
  contact_days bigint,
  deal_days bigint,
  warn_days bigint not null,
  exempt_tiers text[] not null default '{}',
  most_held bigint,
  most_claims bigint,
  cooling_days bigint not null,
  department_ids uuid[] not null default '{}',
  is_active boolean not null default false,
  active_on date,
  last_run_at timestamptz,
  primary key (workspace_id, id)
);
call protect('pools');
create index pools_position on pools (workspace_id, position, id);

-- How many somebody claimed today.
create index events_claimed on events (workspace_id, actor_id, at) where kind = 'customers.customer.claimed';

create table assignment_rules (
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
  position bigint not null default 1,
  condition jsonb,
  department_ids uuid[] not null default '{}',
  person_ids uuid[] not null default '{}',
  skills text[] not null default '{}',
  by_territory boolean not null default false,
  by_industry boolean not null default false,
  by_tier boolean not null default false,
  is_active boolean not null default false,
  primary key (workspace_id, id)
);
call protect('assignment_rules');
create index assignment_rules_position on assignment_rules (workspace_id, position, id);

create table abilities (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  version integer not null default 1,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  deleted_at timestamptz,
  custom jsonb not null default '{}',
  user_id uuid not null,
  weight numeric(20,2) not null,
  skills text[] not null default '{}',
  industries text[] not null default '{}',
  tiers text[] not null default '{}',
  is_paused boolean not null default false,
  primary key (workspace_id, id),
  foreign key (workspace_id, user_id) references users,
  check (weight > 0)
);
call protect('abilities');
create unique index abilities_user_key on abilities (workspace_id, user_id) where deleted_at is null;

-- Whose turn it was last, among equals.
create table assignment_turns (
  workspace_id uuid not null references workspaces,
  user_id uuid not null,
  turn bigint not null,
  primary key (workspace_id, user_id),
  foreign key (workspace_id, user_id) references users
);
call protect('assignment_turns');

create table handovers (
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
  from_id uuid not null,
  to_id uuid,
  rule_id uuid,
  reason text not null,
  condition jsonb,
  state text not null,
  total bigint not null default 0,
  moved bigint not null default 0,
  due_on date,
  job text,
  primary key (workspace_id, id),
  foreign key (workspace_id, from_id) references users,
  foreign key (workspace_id, to_id) references users,
  foreign key (workspace_id, rule_id) references assignment_rules,
  check (state in ('running', 'done', 'cancelled', 'undone'))
);
call protect('handovers');
create unique index handovers_number_key on handovers (workspace_id, number) where deleted_at is null;
create index handovers_created on handovers (workspace_id, created_at, id);
create index handovers_from on handovers (workspace_id, from_id);
create index handovers_to on handovers (workspace_id, to_id) where to_id is not null;
create index handovers_rule on handovers (workspace_id, rule_id) where rule_id is not null;

create table handover_items (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  version integer not null default 1,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  deleted_at timestamptz,
  custom jsonb not null default '{}',
  handover_id uuid not null,
  customer_id uuid not null,
  to_id uuid,
  state text not null,
  due_on date,
  acknowledged_at timestamptz,
  task_id uuid,
  -- Open work that went along: ids by object, for the undo.
  moved jsonb,
  primary key (workspace_id, id),
  foreign key (workspace_id, handover_id) references handovers,
  foreign key (workspace_id, customer_id) references customers,
  foreign key (workspace_id, to_id) references users,
  foreign key (workspace_id, task_id) references tasks,
  check (state in ('waiting', 'moved', 'passed_over', 'undone'))
);
call protect('handover_items');
-- Not unique: customers of one handover may be merged later.
create index handover_items_customer on handover_items (workspace_id, handover_id, customer_id);
create index handover_items_of_customer on handover_items (workspace_id, customer_id);
create index handover_items_state on handover_items (workspace_id, handover_id, state, id);
create index handover_items_open on handover_items (workspace_id, to_id, due_on) where acknowledged_at is null and state = 'moved' and deleted_at is null;
create index handover_items_to on handover_items (workspace_id, to_id) where to_id is not null;
create index handover_items_task on handover_items (workspace_id, task_id) where task_id is not null;

create table removal_rules (
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
  kind text not null,
  months bigint,
  below bigint,
  condition jsonb,
  act text not null,
  is_active boolean not null default false,
  last_run_at timestamptz,
  primary key (workspace_id, id),
  check (kind in ('no_consumption', 'incomplete', 'duplicate', 'test_data')),
  check (act in ('bin', 'anonymise'))
);
call protect('removal_rules');
create index removal_rules_name on removal_rules (workspace_id, name, id);

create table removal_proposals (
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
  customer_id uuid not null,
  facts jsonb,
  act text not null,
  status text not null,
  decided_by_id uuid,
  decided_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, rule_id) references removal_rules,
  foreign key (workspace_id, customer_id) references customers,
  foreign key (workspace_id, decided_by_id) references users,
  check (status in ('proposed', 'kept', 'done', 'obsolete'))
);
call protect('removal_proposals');
-- Not unique: two that are proposed may be merged.
create index removal_proposals_open on removal_proposals (workspace_id, rule_id, customer_id) where status = 'proposed';
create index removal_proposals_customer on removal_proposals (workspace_id, customer_id);
create index removal_proposals_rule on removal_proposals (workspace_id, rule_id, status);
create index removal_proposals_created on removal_proposals (workspace_id, created_at, id);
create index removal_proposals_decided_by on removal_proposals (workspace_id, decided_by_id) where decided_by_id is not null;

-- What the report of fairness reads, from indexes alone.
create index customers_held on customers (workspace_id, owner_id, tier) include (id, territory_id, annual_amount) where deleted_at is null;
create index tasks_open on tasks (workspace_id, owner_id) include (customer_id) where status = 'open' and deleted_at is null;
create index interactions_lately on interactions (workspace_id, at) include (owner_id, customer_id) where deleted_at is null;
