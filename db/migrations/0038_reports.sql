-- Reports, dashboards, when reports leave by mail and what became of each mail, what people have on Today.

create table reports (
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
  remark text,
  question jsonb not null,
  object text not null,
  display text not null,
  owner_id uuid,
  primary key (workspace_id, id),
  foreign key (workspace_id, owner_id) references users
);
call protect('reports');
create index reports_name on reports (workspace_id, name, id);
create index reports_owner on reports (workspace_id, owner_id, name, id) where owner_id is not null;
create index reports_bin on reports (workspace_id, id) where deleted_at is not null;

create table dashboards (
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
  remark text,
  tiles jsonb not null default '[]',
  owner_id uuid,
  primary key (workspace_id, id),
  foreign key (workspace_id, owner_id) references users
);
call protect('dashboards');
create index dashboards_name on dashboards (workspace_id, name, id);
create index dashboards_owner on dashboards (workspace_id, owner_id, name, id) where owner_id is not null;
create index dashboards_bin on dashboards (workspace_id, id) where deleted_at is not null;

create table report_schedules (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  version integer not null default 1,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  deleted_at timestamptz,
  custom jsonb not null default '{}',
  report_id uuid not null,
  every text not null,
  weekday text,
  day bigint,
  hour bigint not null,
  recipient_ids uuid[] not null default '{}',
  is_active boolean not null default true,
  primary key (workspace_id, id),
  foreign key (workspace_id, report_id) references reports
);
call protect('report_schedules');
create index report_schedules_report on report_schedules (workspace_id, report_id);
create index report_schedules_hour on report_schedules (workspace_id, hour, id);

-- One for each receiver and due time, made before the mail is: it is the mark by which nobody receives one twice.
create table report_deliveries (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  report_id uuid not null,
  -- None: somebody sent it by hand.
  schedule_id uuid,
  due_at timestamptz not null,
  receiver_id uuid not null,
  sender_id uuid,
  -- waiting, sending (a process was killed while the server took it: it is not tried again), sent, refused, left_out.
  state text not null default 'waiting',
  ended_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, report_id) references reports,
  foreign key (workspace_id, schedule_id) references report_schedules,
  foreign key (workspace_id, receiver_id) references users
);
call protect('report_deliveries');
create unique index report_deliveries_due_key on report_deliveries (workspace_id, schedule_id, due_at, receiver_id);
create index report_deliveries_waiting on report_deliveries (workspace_id, due_at, id) where state = 'waiting';
create index report_deliveries_report on report_deliveries (workspace_id, report_id, due_at);
create index report_deliveries_receiver on report_deliveries (workspace_id, receiver_id);

create table report_pins (
  workspace_id uuid not null references workspaces,
  user_id uuid not null,
  object text not null,
  record_id uuid not null,
  pinned_at timestamptz not null,
  primary key (workspace_id, user_id, object, record_id),
  foreign key (workspace_id, user_id) references users,
  check (object in ('report', 'dashboard'))
);
call protect('report_pins');
