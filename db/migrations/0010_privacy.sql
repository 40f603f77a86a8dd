-- Personal information: the ledger of consents, erasing people for good, retention rules.

alter table customers add column anonymised_at timestamptz;
alter table contacts add column anonymised_at timestamptz;
create index customers_anonymised on customers (workspace_id, id) where anonymised_at is not null;
create index contacts_anonymised on contacts (workspace_id, id) where anonymised_at is not null;
-- Contacts in which a person took part.
create index interactions_contacts on interactions using gin (contact_ids);

create table consents (
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
  contact_id uuid,
  purpose text not null,
  channel text not null,
  state text not null,
  at timestamptz not null,
  until date,
  how text,
  evidence text,
  primary key (workspace_id, id),
  foreign key (workspace_id, customer_id) references customers,
  foreign key (workspace_id, contact_id) references contacts,
  check (state in ('granted', 'withdrawn'))
);
call protect('consents');
revoke delete on consents from guanxi_app;
create index consents_customer on consents (workspace_id, customer_id, at, id);
create index consents_contact on consents (workspace_id, contact_id) where contact_id is not null;
create index consents_until on consents (workspace_id, until) where until is not null;
create index consents_at on consents (workspace_id, at, id);

-- What files kept so far: a channel without a purpose. A yes was asked for serving the customer; a no is a no to advertising, too.
insert into consents (workspace_id, id, created_at, created_by, updated_at, updated_by, customer_id, purpose, channel, state, at, how)
select c.workspace_id, gen_random_uuid(), c.created_at, c.created_by, c.created_at, c.created_by,
  c.id, p.purpose, k.value ->> 'channel', k.value ->> 'state',
  coalesce((k.value ->> 'at')::date::timestamp at time zone w.time_zone, c.created_at) + k.ordinality * interval '1 microsecond',
  k.value ->> 'how'
from customers c
  join workspaces w on w.id = c.workspace_id
  cross join lateral jsonb_array_elements(c.consents) with ordinality k
  cross join lateral (values ('service'), ('marketing')) p(purpose)
where p.purpose = 'service' or k.value ->> 'state' = 'withdrawn';

update customers c set consents = coalesce((
  select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('purpose', l.purpose, 'channel', l.channel, 'state', l.state,
      'at', (l.at at time zone w.time_zone)::date, 'how', l.how)) order by l.purpose, l.channel)
  from (select distinct on (n.purpose, n.channel) n.* from consents n
    where n.workspace_id = c.workspace_id and n.customer_id = c.id order by n.purpose, n.channel, n.at desc) l), '[]')
from workspaces w where w.id = c.workspace_id and c.consents <> '[]';

-- One row a workspace, made when it is first needed. The secret keys the hashes below and is shown to nobody.
create table privacy_settings (
  workspace_id uuid primary key references workspaces,
  two_step boolean not null default false,
  secret bytea not null
);
call protect('privacy_settings');

create table erasures (
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
  object text not null,
  record text not null,
  subject text not null,
  ground text not null,
  reason text,
  status text not null,
  two_step boolean not null default false,
  decided_by_id uuid,
  decided_at timestamptz,
  answer text,
  counts jsonb,
  primary key (workspace_id, id),
  foreign key (workspace_id, decided_by_id) references users,
  check (status in ('asked', 'refused', 'done'))
);
call protect('erasures');
revoke delete on erasures from guanxi_app;
create unique index erasures_number_key on erasures (workspace_id, number) where deleted_at is null;
-- A person is erased once, and asked for once at a time.
create unique index erasures_record on erasures (workspace_id, object, record) where status <> 'refused';
create index erasures_created on erasures (workspace_id, created_at, id);
create index erasures_decided_by on erasures (workspace_id, decided_by_id) where decided_by_id is not null;

-- Keyed hashes of the telephone numbers and addresses of people who were erased: who comes back is noticed, and nothing else can be
-- read from them.
create table erased_keys (
  workspace_id uuid not null references workspaces,
  hash bytea not null,
  erasure_id uuid not null,
  primary key (workspace_id, hash, erasure_id),
  foreign key (workspace_id, erasure_id) references erasures
);
call protect('erased_keys');
create index erased_keys_erasure on erased_keys (workspace_id, erasure_id);

create table erased_returns (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  version integer not null default 1,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  deleted_at timestamptz,
  custom jsonb not null default '{}',
  object text not null,
  record text not null,
  subject text not null,
  erasure_id uuid not null,
  import text,
  status text not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, erasure_id) references erasures,
  check (status in ('new', 'settled'))
);
call protect('erased_returns');
create unique index erased_returns_record on erased_returns (workspace_id, object, record, erasure_id);
create index erased_returns_erasure on erased_returns (workspace_id, erasure_id);
create index erased_returns_created on erased_returns (workspace_id, created_at, id);

create table retention_rules (
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
  object text not null,
  condition jsonb,
  months bigint not null,
  act text not null,
  mode text not null,
  is_active boolean not null default false,
  last_run_at timestamptz,
  primary key (workspace_id, id),
  check (act in ('bin', 'anonymise')),
  check (mode in ('reviewed', 'automatic'))
);
call protect('retention_rules');
create index retention_rules_name on retention_rules (workspace_id, name, id);

create table retention_proposals (
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
  object text not null,
  record text not null,
  subject text not null,
  last_activity_at timestamptz,
  act text not null,
  status text not null,
  decided_by_id uuid,
  decided_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, rule_id) references retention_rules,
  foreign key (workspace_id, decided_by_id) references users,
  check (status in ('proposed', 'kept', 'done', 'obsolete'))
);
call protect('retention_proposals');
create unique index retention_proposals_open on retention_proposals (workspace_id, rule_id, record) where status = 'proposed';
create index retention_proposals_rule on retention_proposals (workspace_id, rule_id);
create index retention_proposals_status on retention_proposals (workspace_id, status, created_at, id);
create index retention_proposals_record on retention_proposals (workspace_id, record);
create index retention_proposals_decided_by on retention_proposals (workspace_id, decided_by_id) where decided_by_id is not null;

-- Everything the system holds of one person, for a week. In the database, so that erasing the person takes it along.
create table person_exports (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  object text not null,
  record_id uuid not null,
  file_name text not null,
  content bytea not null,
  created_by uuid not null,
  created_at timestamptz not null,
  primary key (workspace_id, id)
);
call protect('person_exports');
create index person_exports_record on person_exports (workspace_id, record_id);
