-- Service requests with their conversation, SLA policies and what customers are entitled to.

create table sla_policies (
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
  tiers text[] not null default '{}',
  classes text[] not null default '{}',
  priorities text[] not null default '{}',
  kinds text[] not null default '{}',
  response_minutes bigint,
  solution_minutes bigint,
  calendar_id uuid,
  warn_percent bigint not null default 75,
  escalate_to_id uuid,
  is_active boolean not null default true,
  primary key (workspace_id, id),
  foreign key (workspace_id, calendar_id) references calendars,
  foreign key (workspace_id, escalate_to_id) references users
);
call protect('sla_policies');
create index sla_policies_position on sla_policies (workspace_id, position, id);
create index sla_policies_calendar on sla_policies (workspace_id, calendar_id) where calendar_id is not null;
create index sla_policies_escalate_to on sla_policies (workspace_id, escalate_to_id) where escalate_to_id is not null;

create table entitlements (
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
  customer_id uuid not null,
  source text not null,
  contract_id uuid,
  product_id uuid,
  kinds text[] not null default '{}',
  covers text,
  valid_from date not null,
  valid_until date,
  response_minutes bigint,
  solution_minutes bigint,
  visits_left bigint,
  primary key (workspace_id, id),
  foreign key (workspace_id, customer_id) references customers,
  foreign key (workspace_id, contract_id) references contracts,
  foreign key (workspace_id, product_id) references products
);
call protect('entitlements');
create index entitlements_customer on entitlements (workspace_id, customer_id, valid_until, id);
create index entitlements_contract on entitlements (workspace_id, contract_id) where contract_id is not null;
create index entitlements_product on entitlements (workspace_id, product_id) where product_id is not null;
create index entitlements_until on entitlements (workspace_id, valid_until, id);

create table service_requests (
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
  customer_id uuid,
  contact_id uuid,
  requester_name text,
  requester_mail text,
  requester_phone text,
  channel text not null,
  kind text not null,
  priority text not null,
  product_id uuid,
  files jsonb not null default '[]',
  owner_id uuid,
  team_id uuid,
  parent_id uuid,
  tags text[] not null default '{}',
  status text not null default 'received',
  resumes_to text,
  steps jsonb not null default '[]',
  service_class text,
  class_reason text,
  entitlement_id uuid,
  received_at timestamptz not null,
  first_response_at timestamptz,
  customer_replied_at timestamptz,
  assigned_at timestamptz,
  completed_at timestamptz,
  closed_at timestamptz,
  minutes_to_first_response bigint,
  minutes_to_assign bigint,
  minutes_to_complete bigint,
  reopened_count bigint not null default 0,
  cause text,
  solution text,
  charge numeric(18,2),
  evaluation smallint,
  evaluation_text text,
  cancel_reason text,
  sla_policy_id uuid,
  pauses jsonb not null default '[]',
  response_due_at timestamptz,
  response_state text,
  solution_due_at timestamptz,
  solution_state text,
  -- The next instant at which a clock is to be looked at; the watch walks along it.
  next_alarm_at timestamptz,
  search_text text generated always as (search_text_of(number, subject, description, requester_name, requester_mail, requester_phone)) stored,
  primary key (workspace_id, id),
  foreign key (workspace_id, customer_id) references customers,
  foreign key (workspace_id, contact_id) references contacts,
  foreign key (workspace_id, product_id) references products,
  foreign key (workspace_id, owner_id) references users,
  foreign key (workspace_id, team_id) references departments,
  foreign key (workspace_id, parent_id) references service_requests,
  foreign key (workspace_id, entitlement_id) references entitlements,
  foreign key (workspace_id, sla_policy_id) references sla_policies,
  check (status in ('received', 'terms_checked', 'diagnosing', 'assigned', 'in_progress', 'completed', 'evaluated', 'closed', 'waiting_customer', 'cancelled')),
  check ((status = 'waiting_customer') = (resumes_to is not null)),
  check (evaluation between 1 and 5)
);
call protect('service_requests');
create unique index service_requests_number_key on service_requests (workspace_id, number) where deleted_at is null;
create index service_requests_received on service_requests (workspace_id, received_at, id);
create index service_requests_customer on service_requests (workspace_id, customer_id, received_at, id) where customer_id is not null;
create index service_requests_owner on service_requests (workspace_id, owner_id, status, received_at, id) where owner_id is not null;
create index service_requests_team on service_requests (workspace_id, team_id, status, received_at, id) where team_id is not null;
create index service_requests_status on service_requests (workspace_id, status, received_at, id);
create index service_requests_due on service_requests (workspace_id, solution_due_at, id) where status not in ('completed', 'evaluated', 'closed', 'cancelled') and deleted_at is null;
create index service_requests_unassigned on service_requests (workspace_id, received_at, id) where owner_id is null and status not in ('completed', 'evaluated', 'closed', 'cancelled') and deleted_at is null;
create index service_requests_alarm on service_requests (workspace_id, next_alarm_at) where next_alarm_at is not null and deleted_at is null;
create index service_requests_contact on service_requests (workspace_id, contact_id) where contact_id is not null;
create index service_requests_product on service_requests (workspace_id, product_id) where product_id is not null;
create index service_requests_parent on service_requests (workspace_id, parent_id) where parent_id is not null;
create index service_requests_entitlement on service_requests (workspace_id, entitlement_id) where entitlement_id is not null;
create index service_requests_policy on service_requests (workspace_id, sla_policy_id) where sla_policy_id is not null;
-- What was solved before, by likeness of the subject.
create index service_requests_solved on service_requests using gin (search_form(subject) gin_trgm_ops) where solution is not null and status in ('completed', 'evaluated', 'closed');
create index service_requests_search on service_requests using gin (search_text gin_trgm_ops);

create table request_messages (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  version integer not null default 1,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  deleted_at timestamptz,
  custom jsonb not null default '{}',
  summary text not null,
  request_id uuid not null,
  kind text not null,
  at timestamptz not null,
  channel text not null,
  content text not null,
  author_id uuid,
  author_name text,
  files jsonb not null default '[]',
  primary key (workspace_id, id),
  foreign key (workspace_id, request_id) references service_requests,
  foreign key (workspace_id, author_id) references users,
  check (kind in ('from_customer', 'reply', 'note'))
);
call protect('request_messages');
create index request_messages_request on request_messages (workspace_id, request_id, at, id);
create index request_messages_at on request_messages (workspace_id, at, id);
create index request_messages_author on request_messages (workspace_id, author_id) where author_id is not null;

-- What came from outside is known by a key of the sender: the same key makes one request or one message, however often it comes.
create table request_keys (
  workspace_id uuid not null references workspaces,
  key text not null,
  -- Null only within the transaction that takes the key.
  request_id uuid,
  created_at timestamptz not null,
  primary key (workspace_id, key),
  foreign key (workspace_id, request_id) references service_requests
);
call protect('request_keys');
create index request_keys_request on request_keys (workspace_id, request_id) where request_id is not null;

-- Links for customers: only their hashes are kept. Several may lead to one request.
create table request_links (
  workspace_id uuid not null references workspaces,
  token_hash bytea not null,
  request_id uuid not null,
  created_at timestamptz not null,
  primary key (workspace_id, token_hash),
  foreign key (workspace_id, request_id) references service_requests
);
call protect('request_links');
create index request_links_request on request_links (workspace_id, request_id);

-- How requests come in from outside; off until somebody switches it on.
create table request_intakes (
  workspace_id uuid not null references workspaces,
  kind text not null,
  -- Part of the address: whoever sees the form knows it.
  token text not null,
  -- Encrypted (platform/secret-box.ts).
  secret text,
  created_at timestamptz not null,
  primary key (workspace_id, kind),
  check (kind in ('form', 'mail'))
);
call protect('request_intakes');

-- Who writes by mail or form is recognised.
create index contacts_emails on contacts using gin (emails);
create index contacts_phones on contacts using gin (phones);
