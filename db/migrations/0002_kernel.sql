-- The event log and what the kernel keeps beside the records.

create table events (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  -- Order of commit: readers take only events of transactions older than every running one.
  tx xid8 not null default pg_current_xact_id(),
  at timestamptz not null,
  kind text not null,
  object text not null,
  record_id uuid not null,
  about_id uuid,
  on_timeline boolean not null default false,
  version bigint not null,
  actor_id uuid not null,
  actor_name text not null,
  before jsonb,
  after jsonb,
  cause jsonb,
  request_id text,
  primary key (workspace_id, id)
);
call protect('events');
revoke update, delete on events from guanxi_app;
create index events_record on events (workspace_id, object, record_id, id);
create index events_about on events (workspace_id, about_id, at, id) where on_timeline;
create index events_order on events (workspace_id, tx, id);
create index events_import on events (workspace_id, (cause ->> 'import'), id) where cause ? 'import';
create index events_batch on events (workspace_id, (cause ->> 'batch'), id) where cause ? 'batch';

create table event_positions (
  workspace_id uuid not null references workspaces,
  listener text not null,
  tx xid8 not null,
  event_id uuid,
  primary key (workspace_id, listener)
);
call protect('event_positions');

create table number_sequences (
  workspace_id uuid not null references workspaces,
  name text not null,
  last bigint not null,
  primary key (workspace_id, name)
);
call protect('number_sequences');

create table idempotency_keys (
  workspace_id uuid not null references workspaces,
  actor_id uuid not null,
  key text not null,
  request_hash text not null,
  status integer,
  headers jsonb,
  body text,
  created_at timestamptz not null,
  primary key (workspace_id, actor_id, key)
);
call protect('idempotency_keys');
create index idempotency_keys_age on idempotency_keys (workspace_id, created_at);

create table custom_fields (
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
  key text not null,
  type text not null,
  label_zh text not null,
  label_en text not null,
  required boolean not null default false,
  settings jsonb,
  primary key (workspace_id, id)
);
call protect('custom_fields');
create unique index custom_fields_key_key on custom_fields (workspace_id, object, key) where deleted_at is null;

-- Long work that people wait for: imports, exports, bulk changes.
create table jobs (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  kind text not null,
  state text not null check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
  done bigint not null default 0,
  total bigint,
  errors bigint not null default 0,
  result jsonb,
  payload jsonb not null,
  created_by uuid not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, id)
);
call protect('jobs');
create index jobs_owner on jobs (workspace_id, created_by, created_at);

create table imports (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  object text not null,
  state text not null,
  file_name text not null,
  file_path text not null,
  reading jsonb not null,
  mapping jsonb not null default '{}',
  options jsonb not null default '{}',
  result jsonb,
  job_id uuid,
  -- Rows that are committed: where a restarted import goes on.
  rows_done bigint not null default 0,
  -- So much of the error file belongs to committed rows; what a killed process wrote beyond is written over.
  error_bytes bigint not null default 0,
  -- Event down to which the import has been taken back.
  undone_to uuid,
  created_by uuid not null,
  created_by_name text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, id)
);
call protect('imports');
create index imports_owner on imports (workspace_id, created_by, id);
