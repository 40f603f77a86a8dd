-- Contacts with customers, and tasks.

create table interactions (
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
  customer_id uuid not null,
  contact_ids uuid[] not null default '{}',
  channel text not null,
  direction text not null,
  at timestamptz not null,
  minutes bigint,
  place jsonb,
  owner_id uuid,
  staff_ids uuid[] not null default '{}',
  level text,
  purpose text,
  content text,
  opinion text,
  result text,
  next_step text,
  promises jsonb not null default '[]',
  satisfaction smallint,
  cost numeric(18,2),
  primary key (workspace_id, id),
  foreign key (workspace_id, customer_id) references customers,
  foreign key (workspace_id, owner_id) references users
);
call protect('interactions');
create index interactions_customer on interactions (workspace_id, customer_id, at, id);
create index interactions_owner on interactions (workspace_id, owner_id, at, id);
create index interactions_at on interactions (workspace_id, at, id);

create table tasks (
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
  customer_id uuid,
  contact_id uuid,
  owner_id uuid,
  due_on date,
  priority text not null,
  status text not null,
  is_promise boolean not null default false,
  interaction_id uuid,
  done_at timestamptz,
  done_by_id uuid,
  remark text,
  primary key (workspace_id, id),
  foreign key (workspace_id, customer_id) references customers,
  foreign key (workspace_id, contact_id) references contacts,
  foreign key (workspace_id, owner_id) references users,
  foreign key (workspace_id, done_by_id) references users,
  foreign key (workspace_id, interaction_id) references interactions
);
call protect('tasks');
create index tasks_customer on tasks (workspace_id, customer_id, created_at, id) where customer_id is not null;
create index tasks_owner on tasks (workspace_id, owner_id, status, due_on, id);
create index tasks_due on tasks (workspace_id, due_on, id);
create index tasks_contact on tasks (workspace_id, contact_id) where contact_id is not null;
create index tasks_interaction on tasks (workspace_id, interaction_id) where interaction_id is not null;
create index tasks_done_by on tasks (workspace_id, done_by_id) where done_by_id is not null;
