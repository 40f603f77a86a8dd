-- A contact or a task also belongs to a service request; what was learnt of the customer in a contact; tasks that repeat and remind; calendar feeds.

alter table interactions
  add column request_id uuid,
  add foreign key (workspace_id, request_id) references service_requests,
  -- Events of the customer's history that hold the changes.
  add column customer_changes jsonb;
create index interactions_request on interactions (workspace_id, request_id, at) where request_id is not null;

alter table tasks
  add column request_id uuid,
  add foreign key (workspace_id, request_id) references service_requests,
  add column due_time text,
  -- RFC 5545, without the name of the property.
  add column repeat text,
  add column follows_id uuid,
  add foreign key (workspace_id, follows_id) references tasks,
  add column remind text,
  add column remind_at timestamptz,
  add column reminded_at timestamptz;
create index tasks_request on tasks (workspace_id, request_id, due_on) where request_id is not null;
create index tasks_followed on tasks (workspace_id, follows_id) where follows_id is not null;
-- One that is done is followed by one, however often it is told that it is done.
create unique index tasks_follows on tasks (workspace_id, follows_id) where follows_id is not null and deleted_at is null;
-- What is still to be told, in the order of its moment.
create index tasks_remind on tasks (workspace_id, remind_at) where remind_at is not null and status = 'open' and deleted_at is null and reminded_at is distinct from remind_at;

-- The address by which a calendar program reads the tasks of a person: only its hash is kept.
create table calendar_feeds (
  workspace_id uuid not null references workspaces,
  person_id uuid not null,
  token_hash bytea not null,
  created_at timestamptz not null,
  primary key (workspace_id, person_id),
  foreign key (workspace_id, person_id) references users
);
call protect('calendar_feeds');
create unique index calendar_feeds_token on calendar_feeds (workspace_id, token_hash);
