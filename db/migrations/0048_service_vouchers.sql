-- What was done at each visit, what it costs, who signed for it and who settled it.

alter table field_jobs add column service_class text;

create table service_vouchers (
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
  job_id uuid not null,
  request_id uuid not null,
  customer_id uuid,
  asset_id uuid,
  engineer_id uuid,
  done_on date not null,
  service_class text not null,
  entitlement_id uuid,
  visit text not null,
  work text not null,
  minutes bigint,
  currency text not null,
  exchange_rate numeric(20,6) not null default 1,
  prices_include_tax boolean not null default true,
  lines jsonb not null default '[]',
  components jsonb not null default '[]',
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
  signed_by text,
  signed_at timestamptz,
  signature jsonb,
  settlement text not null,
  method text,
  collected_amount numeric(18,2),
  settled_by_id uuid,
  settled_at timestamptz,
  invoice_id uuid,
  remark text,
  search_text text generated always as (search_text_of(number, signed_by)) stored,
  primary key (workspace_id, id),
  foreign key (workspace_id, job_id) references field_jobs,
  foreign key (workspace_id, request_id) references service_requests,
  foreign key (workspace_id, customer_id) references customers,
  foreign key (workspace_id, asset_id) references assets,
  foreign key (workspace_id, engineer_id) references users,
  foreign key (workspace_id, entitlement_id) references entitlements,
  foreign key (workspace_id, settled_by_id) references users,
  foreign key (workspace_id, invoice_id) references invoices,
  check (settlement in ('none', 'open', 'collected', 'to_bill', 'billed'))
);
call protect('service_vouchers');
create unique index service_vouchers_number_key on service_vouchers (workspace_id, number) where deleted_at is null;
-- A visit has one voucher, whoever writes it and however often it is sent.
create unique index service_vouchers_job_key on service_vouchers (workspace_id, job_id) where deleted_at is null;
create index service_vouchers_done on service_vouchers (workspace_id, done_on, id);
create index service_vouchers_request on service_vouchers (workspace_id, request_id, created_at, id);
create index service_vouchers_customer on service_vouchers (workspace_id, customer_id, created_at, id) where customer_id is not null;
create index service_vouchers_asset on service_vouchers (workspace_id, asset_id) where asset_id is not null;
create index service_vouchers_engineer on service_vouchers (workspace_id, engineer_id, done_on, id) where engineer_id is not null;
create index service_vouchers_entitlement on service_vouchers (workspace_id, entitlement_id) where entitlement_id is not null;
create index service_vouchers_settled_by on service_vouchers (workspace_id, settled_by_id) where settled_by_id is not null;
create index service_vouchers_invoice on service_vouchers (workspace_id, invoice_id) where invoice_id is not null;
create index service_vouchers_open on service_vouchers (workspace_id, done_on, id) where settlement in ('open', 'to_bill') and deleted_at is null;
create index service_vouchers_products on service_vouchers using gin (product_ids);
create index service_vouchers_search on service_vouchers using gin (search_text gin_trgm_ops);
