-- Products and consumption lines (S03).

create table products (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  version integer not null default 1,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  deleted_at timestamptz,
  custom jsonb not null default '{}',
  code text,
  name text not null,
  name_pinyin text not null default '',
  name_initials text not null default '',
  category text,
  unit text,
  price numeric(18,2),
  is_active boolean not null default true,
  remark text,
  search_text text generated always as (search_text_of(name, code)) stored,
  primary key (workspace_id, id)
);
call protect('products');
create unique index products_code_key on products (workspace_id, code) where deleted_at is null;
create index products_name_order on products (workspace_id, name_pinyin, id);

create table transactions (
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
  at timestamptz not null,
  item text not null,
  product_id uuid,
  kind text not null,
  quantity numeric(20,3),
  unit_price numeric(18,4),
  amount numeric(18,2) not null,
  document text,
  place text,
  remark text,
  primary key (workspace_id, id),
  foreign key (workspace_id, customer_id) references customers,
  foreign key (workspace_id, product_id) references products
);
call protect('transactions');
create index transactions_customer on transactions (workspace_id, customer_id, at, id);
create index transactions_at on transactions (workspace_id, at, id);
create index transactions_product on transactions (workspace_id, product_id) where product_id is not null;
