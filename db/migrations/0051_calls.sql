-- Calls with the queues they wait in, who is to be called back, and what agents were doing.

create table call_queues (
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
  line text,
  people_ids uuid[] not null default '{}',
  manager_id uuid,
  calendar_id uuid,
  target_percent bigint not null default 80,
  target_seconds bigint not null default 20,
  short_seconds bigint not null default 5,
  most_waiting_minutes bigint not null default 15,
  call_back_minutes bigint not null default 60,
  retries jsonb not null default '[]',
  after_request_days bigint,
  after_request_priorities text[] not null default '{}',
  is_active boolean not null default true,
  primary key (workspace_id, id),
  foreign key (workspace_id, manager_id) references users,
  foreign key (workspace_id, calendar_id) references calendars,
  check (target_percent between 1 and 100 and target_seconds between 1 and 3600 and short_seconds between 0 and target_seconds),
  check (most_waiting_minutes >= 1 and call_back_minutes >= 1 and after_request_days >= 1)
);
call protect('call_queues');
create index call_queues_position on call_queues (workspace_id, position, id);
create index call_queues_manager on call_queues (workspace_id, manager_id) where manager_id is not null;
create index call_queues_calendar on call_queues (workspace_id, calendar_id) where calendar_id is not null;
create index call_queues_people on call_queues using gin (people_ids);

create table call_backs (
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
  why text not null default 'by_hand',
  customer_id uuid,
  contact_id uuid,
  phone text,
  queue_id uuid,
  owner_id uuid,
  due_at timestamptz,
  status text not null default 'open',
  tries bigint not null default 0,
  last_try_at timestamptz,
  attempts jsonb not null default '[]',
  words text,
  reason text,
  missed_calls bigint not null default 0,
  after_id uuid,
  request_id uuid,
  closed_at timestamptz,
  late_at timestamptz,
  origin_key text,
  search_text text generated always as (search_text_of(number, subject, phone)) stored,
  primary key (workspace_id, id),
  foreign key (workspace_id, customer_id) references customers,
  foreign key (workspace_id, contact_id) references contacts,
  foreign key (workspace_id, queue_id) references call_queues,
  foreign key (workspace_id, owner_id) references users,
  foreign key (workspace_id, after_id) references service_requests,
  foreign key (workspace_id, request_id) references service_requests,
  check (why in ('missed', 'after_request', 'promised', 'by_hand')),
  check (status in ('open', 'settled', 'unsettled', 'wrong_number', 'called_again', 'given_up')),
  -- Whatever is open can be late.
  check (status <> 'open' or due_at is not null)
);
call protect('call_backs');
create unique index call_backs_number_key on call_backs (workspace_id, number) where deleted_at is null;
-- One number is called back once, however often it was missed.
create unique index call_backs_missed on call_backs (workspace_id, phone) where why = 'missed' and status = 'open' and deleted_at is null;
create unique index call_backs_origin on call_backs (workspace_id, origin_key) where origin_key is not null;
create index call_backs_open on call_backs (workspace_id, due_at, id) where status = 'open' and deleted_at is null;
create index call_backs_not_told on call_backs (workspace_id, due_at, id) where status = 'open' and late_at is null and deleted_at is null;
create index call_backs_due on call_backs (workspace_id, due_at, id);
create index call_backs_created on call_backs (workspace_id, created_at, id);
create index call_backs_customer on call_backs (workspace_id, customer_id, created_at, id);
create index call_backs_contact on call_backs (workspace_id, contact_id) where contact_id is not null;
create index call_backs_queue on call_backs (workspace_id, queue_id) where queue_id is not null;
create index call_backs_owner on call_backs (workspace_id, owner_id, status, due_at, id) where owner_id is not null;
create index call_backs_after on call_backs (workspace_id, after_id) where after_id is not null;
create index call_backs_request on call_backs (workspace_id, request_id) where request_id is not null;
create index call_backs_search on call_backs using gin (search_text gin_trgm_ops);

create table calls (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  version integer not null default 1,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  deleted_at timestamptz,
  custom jsonb not null default '{}',
  summary text not null default '',
  number text not null,
  direction text not null default 'in',
  phone text,
  line text,
  queue_id uuid,
  customer_id uuid,
  contact_id uuid,
  agent_id uuid,
  category text,
  note text,
  status text not null default 'waiting',
  result text,
  arrived_at timestamptz not null,
  answered_at timestamptz,
  ended_at timestamptz,
  done_at timestamptz,
  waiting_seconds bigint,
  talk_seconds bigint,
  wrap_up_seconds bigint,
  interaction_id uuid,
  request_id uuid,
  complaint_id uuid,
  lead_id uuid,
  call_back_id uuid,
  exchange_id text,
  search_text text generated always as (search_text_of(number, phone, note)) stored,
  primary key (workspace_id, id),
  foreign key (workspace_id, queue_id) references call_queues,
  foreign key (workspace_id, customer_id) references customers,
  foreign key (workspace_id, contact_id) references contacts,
  foreign key (workspace_id, agent_id) references users,
  foreign key (workspace_id, interaction_id) references interactions,
  foreign key (workspace_id, request_id) references service_requests,
  foreign key (workspace_id, complaint_id) references complaints,
  foreign key (workspace_id, lead_id) references leads,
  foreign key (workspace_id, call_back_id) references call_backs,
  check (direction in ('in', 'out')),
  check (status in ('waiting', 'talking', 'wrap_up', 'done', 'missed', 'abandoned')),
  -- A call that nobody answered is called back, where it can be.
  check (direction = 'out' or phone is null or status not in ('missed', 'abandoned') or call_back_id is not null)
);
call protect('calls');
create unique index calls_number_key on calls (workspace_id, number) where deleted_at is null;
create unique index calls_exchange_key on calls (workspace_id, exchange_id) where exchange_id is not null and deleted_at is null;
-- A call stands on the time line once, and nothing there is two calls.
create unique index calls_interaction on calls (workspace_id, interaction_id) where interaction_id is not null;
-- Nobody talks to two at once.
create unique index calls_talking on calls (workspace_id, agent_id) where status = 'talking' and direction = 'in' and deleted_at is null;
create index calls_arrived on calls (workspace_id, arrived_at, id);
create index calls_going_on on calls (workspace_id, status, arrived_at, id) where status in ('waiting', 'talking', 'wrap_up') and deleted_at is null;
create index calls_phone on calls (workspace_id, phone, arrived_at, id) where phone is not null;
create index calls_customer on calls (workspace_id, customer_id, arrived_at, id);
create index calls_agent on calls (workspace_id, agent_id, arrived_at, id);
create index calls_queue on calls (workspace_id, queue_id, arrived_at, id);
create index calls_contact on calls (workspace_id, contact_id) where contact_id is not null;
create index calls_request on calls (workspace_id, request_id) where request_id is not null;
create index calls_complaint on calls (workspace_id, complaint_id) where complaint_id is not null;
create index calls_lead on calls (workspace_id, lead_id) where lead_id is not null;
create index calls_call_back on calls (workspace_id, call_back_id) where call_back_id is not null;
create index calls_search on calls using gin (search_text gin_trgm_ops);

create table agent_states (
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
  agent_id uuid not null,
  state text not null,
  reason text,
  began_at timestamptz not null,
  ended_at timestamptz,
  seconds bigint,
  primary key (workspace_id, id),
  foreign key (workspace_id, agent_id) references users,
  check (state in ('available', 'talking', 'wrap_up', 'pause', 'off'))
);
call protect('agent_states');
-- One state at a time.
create unique index agent_states_now on agent_states (workspace_id, agent_id) where ended_at is null and deleted_at is null;
create index agent_states_agent on agent_states (workspace_id, agent_id, began_at, id);
create index agent_states_began on agent_states (workspace_id, began_at, id);
