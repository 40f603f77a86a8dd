-- Which fields stand in which panel of form and record page: for one role, or for everybody.

create table layouts (
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
  role_id uuid,
  position bigint not null,
  panels jsonb not null default '[]',
  left_out jsonb not null default '[]',
  primary key (workspace_id, id),
  foreign key (workspace_id, role_id) references roles
);
call protect('layouts');
create index layouts_role on layouts (workspace_id, role_id);
create unique index layouts_role_key on layouts (workspace_id, object, coalesce(role_id, '00000000-0000-0000-0000-000000000000')) where deleted_at is null;
