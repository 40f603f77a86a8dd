-- Complaints with their causes, what is given to make up for them, and rules that see one coming.

create table complaint_causes (
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
  parent_id uuid,
  position bigint not null default 1,
  plan text,
  is_active boolean not null default true,
  primary key (workspace_id, id),
  foreign key (workspace_id, parent_id) references complaint_causes
);
call protect('complaint_causes');
create index complaint_causes_parent on complaint_causes (workspace_id, parent_id) where parent_id is not null;
create index complaint_causes_position on complaint_causes (workspace_id, position, id);

create table warning_rules (
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
  threshold bigint not null,
  window_days bigint not null,
  severity text not null,
  owner_id uuid,
  cause_id uuid,
  plan text,
  is_active boolean not null default false,
  primary key (workspace_id, id),
  foreign key (workspace_id, owner_id) references users,
  foreign key (workspace_id, cause_id) references complaint_causes,
  check (kind in ('late_order', 'repeated_fault', 'falling_rating', 'sla_breached')),
  check (threshold >= 0 and window_days between 1 and 730)
);
call protect('warning_rules');
create index warning_rules_owner on warning_rules (workspace_id, owner_id) where owner_id is not null;
create index warning_rules_cause on warning_rules (workspace_id, cause_id) where cause_id is not null;

create table complaints (
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
  subject text not null,
  description text,
  origin text not null default 'direct',
  customer_id uuid not null,
  contact_id uuid,
  request_id uuid,
  order_id uuid,
  product_id uuid,
  owner_id uuid,
  severity text not null,
  priority text not null,
  status text not null default 'opened',
  steps jsonb not null default '[]',
  opened_at timestamptz not null,
  heard text,
  wanted text,
  definition text,
  cause_id uuid,
  responsible_department_id uuid,
  responsible_person_id uuid,
  plan text,
  proposed text,
  agreed text,
  apology text,
  outcome text,
  handling_cost numeric(18,2),
  compensation_cost numeric(18,2) not null default 0,
  done_at timestamptz,
  call_back_on date,
  call_back_task_id uuid,
  verified_at timestamptz,
  call_back_words text,
  reopened_count bigint not null default 0,
  withdrawn_reason text,
  raised_at timestamptz,
  repeats_id uuid,
  rule_id uuid,
  -- Of a preventive case: what the rule saw, so that the same is never opened twice.
  occasion_key text,
  facts jsonb not null default '[]',
  search_text text generated always as (search_text_of(number, subject, description, definition)) stored,
  primary key (workspace_id, id),
  foreign key (workspace_id, customer_id) references customers,
  foreign key (workspace_id, contact_id) references contacts,
  foreign key (workspace_id, request_id) references service_requests,
  foreign key (workspace_id, order_id) references orders,
  foreign key (workspace_id, product_id) references products,
  foreign key (workspace_id, owner_id) references users,
  foreign key (workspace_id, cause_id) references complaint_causes,
  foreign key (workspace_id, responsible_department_id) references departments,
  foreign key (workspace_id, responsible_person_id) references users,
  foreign key (workspace_id, call_back_task_id) references tasks,
  foreign key (workspace_id, repeats_id) references complaints,
  foreign key (workspace_id, rule_id) references warning_rules,
  check (origin in ('request', 'direct', 'warning')),
  check (status in ('opened', 'listened', 'defined', 'proposed', 'agreed', 'apologised', 'done', 'verified', 'withdrawn')),
  check (handling_cost >= 0 and compensation_cost >= 0)
);
call protect('complaints');
create unique index complaints_number_key on complaints (workspace_id, number) where deleted_at is null;
-- One request is never two complaints.
create unique index complaints_request_key on complaints (workspace_id, request_id) where deleted_at is null;
-- One occasion is never two cases, also where the first was thrown away.
create unique index complaints_occasion on complaints (workspace_id, occasion_key) where occasion_key is not null;
create index complaints_opened on complaints (workspace_id, opened_at, id);
create index complaints_customer on complaints (workspace_id, customer_id, opened_at, id);
create index complaints_owner on complaints (workspace_id, owner_id, status, opened_at, id) where owner_id is not null;
create index complaints_status on complaints (workspace_id, status, opened_at, id);
create index complaints_call_back on complaints (workspace_id, call_back_on, id) where status = 'done' and deleted_at is null;
create index complaints_cause on complaints (workspace_id, cause_id, opened_at, id) where cause_id is not null;
create index complaints_contact on complaints (workspace_id, contact_id) where contact_id is not null;
create index complaints_order on complaints (workspace_id, order_id) where order_id is not null;
create index complaints_product on complaints (workspace_id, product_id) where product_id is not null;
create index complaints_department on complaints (workspace_id, responsible_department_id) where responsible_department_id is not null;
create index complaints_person on complaints (workspace_id, responsible_person_id) where responsible_person_id is not null;
create index complaints_task on complaints (workspace_id, call_back_task_id) where call_back_task_id is not null;
create index complaints_repeats on complaints (workspace_id, repeats_id) where repeats_id is not null;
create index complaints_rule on complaints (workspace_id, rule_id, customer_id, opened_at) where rule_id is not null;
create index complaints_search on complaints using gin (search_text gin_trgm_ops);

create table compensations (
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
  complaint_id uuid not null,
  customer_id uuid not null,
  kind text not null,
  amount numeric(18,2) not null,
  points bigint,
  gift text,
  reason text,
  status text not null default 'draft',
  approved_at timestamptz,
  given_at timestamptz,
  given_by_id uuid,
  given_how text,
  primary key (workspace_id, id),
  foreign key (workspace_id, complaint_id) references complaints,
  foreign key (workspace_id, customer_id) references customers,
  foreign key (workspace_id, given_by_id) references users,
  check (kind in ('refund', 'gift', 'points', 'discount')),
  check (status in ('draft', 'waiting', 'approved', 'refused', 'given', 'cancelled')),
  check (amount >= 0)
);
call protect('compensations');
create index compensations_complaint on compensations (workspace_id, complaint_id, created_at, id);
create index compensations_customer on compensations (workspace_id, customer_id, created_at, id);
create index compensations_given_by on compensations (workspace_id, given_by_id) where given_by_id is not null;
create index compensations_created on compensations (workspace_id, created_at, id);

-- Orders that a customer waits for longer than they wanted: looked for every night.
create index orders_wanted on orders (workspace_id, wanted_on) where wanted_on is not null and status not in ('draft', 'shipped', 'arrived', 'completed', 'cancelled') and deleted_at is null;
