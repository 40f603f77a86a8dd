-- Products with cost, tax and parts; price lists; prices with the day from which they hold; what a line of consumption cost.

alter table products
  add column kind text not null default 'goods',
  add column cost numeric(18,2),
  add column tax_rate numeric(7,2),
  add column components jsonb not null default '[]',
  add column stock numeric(20,3);

alter table transactions
  add column discount numeric(18,2),
  add column cost numeric(18,2),
  add column staff_id uuid,
  add foreign key (workspace_id, staff_id) references users;
create index transactions_staff on transactions (workspace_id, staff_id, at) where staff_id is not null;

create table price_lists (
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
  position bigint not null default 1,
  currency text not null,
  customer_ids uuid[] not null default '{}',
  territory_ids uuid[] not null default '{}',
  tiers text[] not null default '{}',
  from_on date,
  until_on date,
  is_active boolean not null default true,
  remark text,
  primary key (workspace_id, id)
);
call protect('price_lists');
create index price_lists_position on price_lists (workspace_id, position, id);

create table prices (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  version integer not null default 1,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  deleted_at timestamptz,
  custom jsonb not null default '{}',
  product_id uuid not null,
  price_list_id uuid,
  price numeric(18,4) not null,
  from_quantity numeric(20,3) not null default 0,
  from_on date not null,
  until_on date,
  reason text not null default '定价',
  announced_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, product_id) references products,
  foreign key (workspace_id, price_list_id) references price_lists,
  check (price >= 0)
);
call protect('prices');
create index prices_product on prices (workspace_id, product_id, price_list_id, from_on);
create index prices_list on prices (workspace_id, price_list_id) where price_list_id is not null;
create index prices_from on prices (workspace_id, from_on, id);
