-- Approvals: lines of approval as data, requests, and who signs them. Departments know who heads them.

alter table departments add column head_id uuid;
alter table departments add foreign key (workspace_id, head_id) references users;
create index departments_head on departments (workspace_id, head_id);

create table approval_lines (
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
  occasion text not null,
  position bigint not null,
  condition jsonb,
  from_amount numeric(18,2),
  to_amount numeric(18,2),
  department_ids uuid[] not null default '{}',
  role_ids uuid[] not null default '{}',
  steps jsonb not null default '[]',
  is_active boolean not null default false,
  primary key (workspace_id, id)
);
call protect('approval_lines');
create index approval_lines_occasion on approval_lines (workspace_id, object, occasion, position);

create table approvals (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  version integer not null default 1,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  deleted_at timestamptz,
  custom jsonb not null default '{}',
  title text not null,
  object text not null,
  record text not null check (record ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'),
  occasion text not null,
  line_id uuid,
  amount numeric(18,2),
  facts jsonb not null default '[]',
  reason text,
  status text not null,
  round bigint not null,
  requested_by_id uuid not null,
  steps jsonb not null default '[]',
  waiting_for_ids uuid[] not null default '{}',
  withdrawal text,
  decided_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, line_id) references approval_lines,
  foreign key (workspace_id, requested_by_id) references users
);
call protect('approvals');
-- One question is asked once at a time.
create unique index approvals_open on approvals (workspace_id, object, record, occasion) where status in ('waiting', 'returned') and deleted_at is null;
create index approvals_record on approvals (workspace_id, record, created_at, id);
create index approvals_newest on approvals (workspace_id, created_at, id) where deleted_at is null;
create index approvals_requester on approvals (workspace_id, requested_by_id, created_at, id);
create index approvals_line on approvals (workspace_id, line_id);

create table approval_signatures (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  version integer not null default 1,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  deleted_at timestamptz,
  custom jsonb not null default '{}',
  approval_id uuid not null,
  round bigint not null,
  step bigint not null,
  seat bigint not null,
  position bigint not null,
  person_id uuid,
  status text not null,
  reason text,
  in_place_of_id uuid,
  signed_by_id uuid,
  comment text,
  note text,
  decided_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, approval_id) references approvals,
  foreign key (workspace_id, person_id) references users,
  foreign key (workspace_id, in_place_of_id) references users,
  foreign key (workspace_id, signed_by_id) references users
);
call protect('approval_signatures');
create index approval_signatures_approval on approval_signatures (workspace_id, approval_id, round, step, seat, position);
create index approval_signatures_person on approval_signatures (workspace_id, person_id, approval_id);
create index approval_signatures_open on approval_signatures (workspace_id, person_id) where status in ('waiting', 'later');
create index approval_signatures_in_place_of on approval_signatures (workspace_id, in_place_of_id);
create index approval_signatures_signed_by on approval_signatures (workspace_id, signed_by_id);
