-- Orders and their steps, shipments, claims; invoices, payment plans, receipts; purchases.

create table order_kinds (
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
  steps jsonb not null default '[]',
  counts_at text not null default 'confirmed',
  is_default boolean not null default false,
  is_active boolean not null default true,
  primary key (workspace_id, id)
);
call protect('order_kinds');
create index order_kinds_position on order_kinds (workspace_id, position, id);

create table orders (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  version integer not null default 1,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  deleted_at timestamptz,
  custom jsonb not null default '{}',
  number text not null,
  customer_id uuid not null,
  contact_id uuid,
  quote_id uuid,
  contract_id uuid,
  opportunity_id uuid,
  kind_id uuid,
  status text not null default 'draft',
  due_on date,
  ordered_on date not null,
  wanted_on date,
  owner_id uuid,
  currency text not null,
  exchange_rate numeric(20,6) not null default 1,
  prices_include_tax boolean not null default true,
  lines jsonb not null default '[]',
  discount_percent numeric(7,2),
  discount_amount numeric(18,2),
  subtotal numeric(18,2) not null default 0,
  discount_total numeric(18,2) not null default 0,
  net_total numeric(18,2) not null default 0,
  tax_total numeric(18,2) not null default 0,
  total numeric(18,2) not null default 0,
  base_total numeric(18,2) not null default 0,
  base_net numeric(18,2) not null default 0,
  product_ids uuid[] not null default '{}',
  paid_total numeric(18,2) not null default 0,
  cost numeric(18,2),
  margin numeric(18,2),
  ship_to text,
  terms text,
  remark text,
  files jsonb not null default '[]',
  steps jsonb not null default '[]',
  cancel_reason text,
  is_counted boolean not null default false,
  is_historic boolean not null default false,
  primary key (workspace_id, id),
  foreign key (workspace_id, customer_id) references customers,
  foreign key (workspace_id, contact_id) references contacts,
  foreign key (workspace_id, quote_id) references quotes,
  foreign key (workspace_id, contract_id) references contracts,
  foreign key (workspace_id, opportunity_id) references opportunities,
  foreign key (workspace_id, kind_id) references order_kinds,
  foreign key (workspace_id, owner_id) references users,
  check (status in ('draft', 'confirmed', 'in_production', 'produced', 'awaiting_payment', 'paid', 'shipped', 'arrived', 'completed', 'cancelled'))
);
call protect('orders');
create unique index orders_number_key on orders (workspace_id, number) where deleted_at is null;
create index orders_customer on orders (workspace_id, customer_id, ordered_on, id);
create index orders_contact on orders (workspace_id, contact_id) where contact_id is not null;
create index orders_quote on orders (workspace_id, quote_id) where quote_id is not null;
create index orders_contract on orders (workspace_id, contract_id) where contract_id is not null;
create index orders_opportunity on orders (workspace_id, opportunity_id) where opportunity_id is not null;
create index orders_kind on orders (workspace_id, kind_id) where kind_id is not null;
create index orders_owner on orders (workspace_id, owner_id, ordered_on, id);
create index orders_ordered on orders (workspace_id, ordered_on, id);
create index orders_status on orders (workspace_id, status, ordered_on, id);
create index orders_total on orders (workspace_id, base_total, id);
-- The follow-through sheet: what is open, by the day on which its next step is due.
create index orders_open on orders (workspace_id, due_on, id) where status not in ('draft', 'completed', 'cancelled') and deleted_at is null;
create index orders_products on orders using gin (product_ids);

create table shipments (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  version integer not null default 1,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  deleted_at timestamptz,
  custom jsonb not null default '{}',
  number text not null,
  order_id uuid not null,
  customer_id uuid not null,
  carrier text,
  tracking_number text,
  shipped_at timestamptz not null,
  expected_on date,
  arrived_at timestamptz,
  confirmed_by text,
  remark text,
  files jsonb not null default '[]',
  primary key (workspace_id, id),
  foreign key (workspace_id, order_id) references orders,
  foreign key (workspace_id, customer_id) references customers
);
call protect('shipments');
create unique index shipments_number_key on shipments (workspace_id, number) where deleted_at is null;
create index shipments_order on shipments (workspace_id, order_id);
create index shipments_customer on shipments (workspace_id, customer_id, shipped_at, id);
create index shipments_shipped on shipments (workspace_id, shipped_at, id);
create index shipments_on_way on shipments (workspace_id, expected_on, id) where arrived_at is null;

create table claims (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  version integer not null default 1,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  deleted_at timestamptz,
  custom jsonb not null default '{}',
  number text not null,
  order_id uuid not null,
  customer_id uuid,
  status text not null default 'open',
  kind text not null,
  description text not null,
  photos jsonb not null default '[]',
  lines jsonb not null default '[]',
  claimed_amount numeric(18,2),
  reported_on date not null,
  owner_id uuid,
  settlement text,
  proposal text,
  settled_amount numeric(18,2),
  settled_at timestamptz,
  reason text,
  primary key (workspace_id, id),
  foreign key (workspace_id, order_id) references orders,
  foreign key (workspace_id, customer_id) references customers,
  foreign key (workspace_id, owner_id) references users,
  check (status in ('open', 'proposed', 'settled', 'rejected'))
);
call protect('claims');
create unique index claims_number_key on claims (workspace_id, number) where deleted_at is null;
create index claims_order on claims (workspace_id, order_id);
create index claims_customer on claims (workspace_id, customer_id, created_at, id);
create index claims_owner on claims (workspace_id, owner_id) where owner_id is not null;
create index claims_reported on claims (workspace_id, reported_on, id);

create table invoices (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  version integer not null default 1,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  deleted_at timestamptz,
  custom jsonb not null default '{}',
  number text not null,
  customer_id uuid not null,
  order_id uuid,
  status text not null default 'draft',
  kind text not null,
  tax_number text,
  issued_on date not null,
  due_on date,
  owner_id uuid,
  currency text not null,
  exchange_rate numeric(20,6) not null default 1,
  prices_include_tax boolean not null default true,
  lines jsonb not null default '[]',
  discount_percent numeric(7,2),
  discount_amount numeric(18,2),
  subtotal numeric(18,2) not null default 0,
  discount_total numeric(18,2) not null default 0,
  net_total numeric(18,2) not null default 0,
  tax_total numeric(18,2) not null default 0,
  total numeric(18,2) not null default 0,
  base_total numeric(18,2) not null default 0,
  base_net numeric(18,2) not null default 0,
  product_ids uuid[] not null default '{}',
  paid_total numeric(18,2) not null default 0,
  open_amount numeric(18,2) not null default 0,
  paid_on date,
  remark text,
  files jsonb not null default '[]',
  void_reason text,
  primary key (workspace_id, id),
  foreign key (workspace_id, customer_id) references customers,
  foreign key (workspace_id, order_id) references orders,
  foreign key (workspace_id, owner_id) references users,
  check (status in ('draft', 'issued', 'paid', 'void')),
  -- The last line against two receipts that pay one invoice twice.
  check (paid_total between 0 and greatest(total, 0))
);
call protect('invoices');
create unique index invoices_number_key on invoices (workspace_id, number) where deleted_at is null;
create index invoices_customer on invoices (workspace_id, customer_id, created_at, id);
create index invoices_order on invoices (workspace_id, order_id) where order_id is not null;
create index invoices_owner on invoices (workspace_id, owner_id, issued_on, id);
create index invoices_issued on invoices (workspace_id, issued_on, id);
-- Receivables: what is open, by the day on which it is due.
create index invoices_open on invoices (workspace_id, due_on, id) include (customer_id, owner_id, currency, open_amount, exchange_rate) where status = 'issued' and deleted_at is null;
create index invoices_paid on invoices (workspace_id, customer_id) include (currency, due_on, paid_on) where status = 'paid' and deleted_at is null;
create index invoices_products on invoices using gin (product_ids);

create table instalments (
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
  order_id uuid not null,
  customer_id uuid,
  due_on date not null,
  amount numeric(18,2) not null,
  currency text not null,
  received numeric(18,2) not null default 0,
  status text not null default 'planned',
  owner_id uuid,
  remark text,
  primary key (workspace_id, id),
  foreign key (workspace_id, order_id) references orders,
  foreign key (workspace_id, customer_id) references customers,
  foreign key (workspace_id, owner_id) references users
);
call protect('instalments');
create index instalments_order on instalments (workspace_id, order_id, due_on, id);
create index instalments_customer on instalments (workspace_id, customer_id);
create index instalments_owner on instalments (workspace_id, owner_id) where owner_id is not null;
create index instalments_due on instalments (workspace_id, due_on, id);

create table receipts (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  version integer not null default 1,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  deleted_at timestamptz,
  custom jsonb not null default '{}',
  number text not null,
  customer_id uuid not null,
  received_on date not null,
  amount numeric(18,2) not null,
  currency text not null,
  method text not null,
  payer text,
  reference text,
  matched_total numeric(18,2) not null default 0,
  open_amount numeric(18,2) not null default 0,
  status text not null default 'open',
  owner_id uuid,
  remark text,
  files jsonb not null default '[]',
  primary key (workspace_id, id),
  foreign key (workspace_id, customer_id) references customers,
  foreign key (workspace_id, owner_id) references users,
  check (matched_total between 0 and amount)
);
call protect('receipts');
create unique index receipts_number_key on receipts (workspace_id, number) where deleted_at is null;
create index receipts_customer on receipts (workspace_id, customer_id, created_at, id);
create index receipts_owner on receipts (workspace_id, owner_id) where owner_id is not null;
create index receipts_received on receipts (workspace_id, received_on, id);
create index receipts_open on receipts (workspace_id, received_on, id) where status <> 'matched' and deleted_at is null;

create table receipt_matches (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  version integer not null default 1,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  deleted_at timestamptz,
  custom jsonb not null default '{}',
  receipt_id uuid not null,
  invoice_id uuid not null,
  amount numeric(18,2) not null,
  currency text not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, receipt_id) references receipts,
  foreign key (workspace_id, invoice_id) references invoices,
  check (amount > 0)
);
call protect('receipt_matches');
create index receipt_matches_receipt on receipt_matches (workspace_id, receipt_id);
create index receipt_matches_invoice on receipt_matches (workspace_id, invoice_id);
create index receipt_matches_created on receipt_matches (workspace_id, created_at, id);

create table purchases (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  version integer not null default 1,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  deleted_at timestamptz,
  custom jsonb not null default '{}',
  number text not null,
  supplier_id uuid not null,
  order_id uuid,
  status text not null default 'draft',
  ordered_on date not null,
  expected_on date,
  received_on date,
  paid_on date,
  owner_id uuid,
  currency text not null,
  exchange_rate numeric(20,6) not null default 1,
  prices_include_tax boolean not null default true,
  lines jsonb not null default '[]',
  discount_percent numeric(7,2),
  discount_amount numeric(18,2),
  subtotal numeric(18,2) not null default 0,
  discount_total numeric(18,2) not null default 0,
  net_total numeric(18,2) not null default 0,
  tax_total numeric(18,2) not null default 0,
  total numeric(18,2) not null default 0,
  base_total numeric(18,2) not null default 0,
  base_net numeric(18,2) not null default 0,
  product_ids uuid[] not null default '{}',
  remark text,
  files jsonb not null default '[]',
  primary key (workspace_id, id),
  foreign key (workspace_id, supplier_id) references customers,
  foreign key (workspace_id, order_id) references orders,
  foreign key (workspace_id, owner_id) references users,
  check (status in ('draft', 'ordered', 'received', 'paid', 'cancelled'))
);
call protect('purchases');
create unique index purchases_number_key on purchases (workspace_id, number) where deleted_at is null;
create index purchases_supplier on purchases (workspace_id, supplier_id, created_at, id);
create index purchases_order on purchases (workspace_id, order_id) where order_id is not null;
create index purchases_owner on purchases (workspace_id, owner_id) where owner_id is not null;
create index purchases_ordered on purchases (workspace_id, ordered_on, id);
create index purchases_products on purchases using gin (product_ids);

-- Lines of consumption that an order fed.
alter table transactions
  add column order_id uuid,
  add foreign key (workspace_id, order_id) references orders;
create index transactions_order on transactions (workspace_id, order_id) where order_id is not null;

-- Companies that are there already begin with the kinds that a new one has (modules/orders/ready-kinds.ts).
insert into order_kinds (workspace_id, id, created_at, updated_at, name, position, steps, counts_at, is_default)
select w.id, gen_random_uuid(), now(), now(), k.name, k.position, k.steps::jsonb, 'confirmed', k.position = 1
from workspaces w cross join (values
  ('货物 Goods', 1, '[{"step": "in_production", "days": 2}, {"step": "produced", "days": 10}, {"step": "awaiting_payment", "days": 1}, {"step": "paid", "days": 7}, {"step": "shipped", "days": 2}, {"step": "arrived", "days": 5}, {"step": "completed", "days": 7}]'),
  ('服务 Service', 2, '[{"step": "awaiting_payment", "days": 1}, {"step": "paid", "days": 30}, {"step": "completed", "days": 7}]')) k(name, position, steps);
