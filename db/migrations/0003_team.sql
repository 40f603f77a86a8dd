-- People: local tables for signing in (an account may belong to several workspaces), records of each workspace.

create table accounts (
  id uuid primary key,
  email text,
  user_name text,
  password_hash text,
  created_at timestamptz not null
);
create unique index accounts_email_key on accounts (lower(email));
create unique index accounts_user_name_key on accounts (lower(user_name));

create table sessions (
  token_hash bytea primary key,
  account_id uuid not null references accounts,
  workspace_id uuid not null references workspaces,
  user_id uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  address text,
  program text
);
create index sessions_account on sessions (account_id);
create index sessions_expiry on sessions (expires_at);

create table departments (
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
  primary key (workspace_id, id),
  foreign key (workspace_id, parent_id) references departments
);
call protect('departments');
create index departments_parent on departments (workspace_id, parent_id);

create table roles (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  version integer not null default 1,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  deleted_at timestamptz,
  custom jsonb not null default '{}',
  key text not null,
  name text not null,
  grants jsonb not null,
  primary key (workspace_id, id)
);
call protect('roles');
create unique index roles_key_key on roles (workspace_id, key) where deleted_at is null;

create table users (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  version integer not null default 1,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  deleted_at timestamptz,
  custom jsonb not null default '{}',
  account_id uuid references accounts,
  name text not null,
  name_pinyin text not null default '',
  name_initials text not null default '',
  email text,
  user_name text,
  title text,
  department_id uuid,
  role_ids uuid[] not null default '{}',
  is_active boolean not null default true,
  search_text text generated always as (search_text_of(name, email, user_name, title)) stored,
  primary key (workspace_id, id),
  foreign key (workspace_id, department_id) references departments
);
call protect('users');
create unique index users_email_key on users (workspace_id, lower(email)) where deleted_at is null;
create unique index users_user_name_key on users (workspace_id, lower(user_name)) where deleted_at is null;
create index users_department on users (workspace_id, department_id);
create index users_account on users (account_id);
create index users_pinyin on users (workspace_id, name_pinyin, id);

create table saved_views (
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
  filter jsonb,
  sort text,
  columns jsonb,
  display text not null default 'table',
  board_by text,
  is_shared boolean not null default false,
  owner_id uuid,
  primary key (workspace_id, id),
  foreign key (workspace_id, owner_id) references users
);
call protect('saved_views');
create index saved_views_object on saved_views (workspace_id, object, owner_id);
create index saved_views_owner on saved_views (workspace_id, owner_id);

-- Signing in happens before a workspace is known, so it cannot pass row-level security; this shows only where one works.
create function memberships_of(account uuid) returns table (workspace_id uuid, user_id uuid)
  language sql stable security definer set search_path = public
  as $$ select u.workspace_id, u.id from users u where u.account_id = account and u.is_active and u.deleted_at is null order by u.created_at $$;
revoke all on function memberships_of(uuid) from public;
grant execute on function memberships_of(uuid) to guanxi_app;

-- Whether people of other workspaces sign in with an account: none of them may set its password for the others.
create function is_account_used_elsewhere(account uuid, workspace uuid) returns boolean
  language sql stable security definer set search_path = public
  as $$ select exists (select 1 from users u where u.account_id = account and u.workspace_id <> workspace) $$;
revoke all on function is_account_used_elsewhere(uuid, uuid) from public;
grant execute on function is_account_used_elsewhere(uuid, uuid) to guanxi_app;
