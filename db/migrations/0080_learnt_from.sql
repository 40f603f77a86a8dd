-- What models were held against: the customers and contracts behind the figures of their pages, each with what was said and what came.
create table held_out_customers (
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
  repeats bigint not null,
  actual bigint not null,
  expected numeric(20,4),
  as_of date not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, customer_id) references customers
);
call protect('held_out_customers');
create index held_out_customers_customer on held_out_customers (workspace_id, customer_id);
create index held_out_customers_repeats on held_out_customers (workspace_id, repeats, id);
create index held_out_customers_bin on held_out_customers (workspace_id, id) where deleted_at is not null;

create table learnt_contracts (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  version integer not null default 1,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  deleted_at timestamptz,
  custom jsonb not null default '{}',
  contract_id uuid not null,
  customer_id uuid not null,
  ended_on date not null,
  is_lost boolean not null,
  said numeric(7,2),
  as_of date not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, contract_id) references contracts,
  foreign key (workspace_id, customer_id) references customers
);
call protect('learnt_contracts');
create index learnt_contracts_contract on learnt_contracts (workspace_id, contract_id);
create index learnt_contracts_customer on learnt_contracts (workspace_id, customer_id);
create index learnt_contracts_ended on learnt_contracts (workspace_id, ended_on, id);
create index learnt_contracts_bin on learnt_contracts (workspace_id, id) where deleted_at is not null;
