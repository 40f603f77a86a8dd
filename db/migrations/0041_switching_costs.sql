-- What it would cost a customer to leave, judged by hand.
create table switching_costs (
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
  assessed_on date not null,
  economic_risk smallint,
  evaluation smallint,
  learning smallint,
  setup smallint,
  benefit_loss smallint,
  monetary_loss smallint,
  personal_loss smallint,
  brand_loss smallint,
  procedural numeric(20,1),
  financial numeric(20,1),
  relational numeric(20,1),
  total numeric(20,1),
  strengthen text,
  remark text,
  primary key (workspace_id, id),
  foreign key (workspace_id, customer_id) references customers
);
call protect('switching_costs');
create index switching_costs_customer on switching_costs (workspace_id, customer_id, assessed_on, id);
create index switching_costs_bin on switching_costs (workspace_id, id) where deleted_at is not null;
create index switching_costs_day on switching_costs (workspace_id, assessed_on, id) where deleted_at is null;
