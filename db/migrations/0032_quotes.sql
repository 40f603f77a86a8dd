-- Quotes with their versions, what was sent of them as it was sent, limits of discounts, contracts.

create table quotes (
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
  name text not null,
  customer_id uuid not null,
  contact_id uuid,
  opportunity_id uuid,
  status text not null,
  valid_until date,
  owner_id uuid not null,
  version_number bigint not null default 1,
  root_id uuid,
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
  discount_rate numeric(7,2),
  terms text,
  remark text,
  sent_at timestamptz,
  sent_to text[] not null default '{}',
  seen_at timestamptz,
  answered_at timestamptz,
  answered_by text,
  decline_reason text,
  paper jsonb,
  files jsonb not null default '[]',
  search_text text generated always as (search_text_of(name, number)) stored,
  primary key (workspace_id, id),
  foreign key (workspace_id, customer_id) references customers,
  foreign key (workspace_id, contact_id) references contacts,
  foreign key (workspace_id, opportunity_id) references opportunities,
  foreign key (workspace_id, owner_id) references users,
  foreign key (workspace_id, root_id) references quotes
);
call protect('quotes');
create index quotes_opportunity on quotes (workspace_id, opportunity_id) where opportunity_id is not null;
-- One number for all versions of a quote.
create unique index quotes_number on quotes (workspace_id, number, version_number) where deleted_at is null;
create index quotes_number_gone on quotes (workspace_id, number) where deleted_at is not null;
create index quotes_created on quotes (workspace_id, created_at, id);
create index quotes_customer on quotes (workspace_id, customer_id, created_at);
create index quotes_contact on quotes (workspace_id, contact_id) where contact_id is not null;
create index quotes_owner on quotes (workspace_id, owner_id, created_at);
create index quotes_root on quotes (workspace_id, root_id) where root_id is not null;
create index quotes_status on quotes (workspace_id, status, valid_until, id);
create index quotes_products on quotes using gin (product_ids);
create index quotes_search on quotes using gin (search_text gin_trgm_ops);
create index quotes_files on quotes using gin (files jsonb_path_ops) where files <> '[]';
create index quotes_paper on quotes using gin (paper jsonb_path_ops) where paper <> '[]';

-- What a customer was shown, and the link by which it is reached without an account.
create table sent_quotes (
  workspace_id uuid not null references workspaces,
  quote_id uuid not null,
  sent_at timestamptz not null,
  paper jsonb not null,
  file_id uuid not null,
  token_hash bytea,
  open_until date not null,
  primary key (workspace_id, quote_id),
  foreign key (workspace_id, quote_id) references quotes,
  foreign key (workspace_id, file_id) references files
);
call protect('sent_quotes');
create index sent_quotes_file on sent_quotes (workspace_id, file_id);
create unique index sent_quotes_token on sent_quotes (workspace_id, token_hash) where token_hash is not null;

create table discount_limits (
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
  role_id uuid,
  department_id uuid,
  person_id uuid,
  percent numeric(7,2) not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, role_id) references roles,
  foreign key (workspace_id, department_id) references departments,
  foreign key (workspace_id, person_id) references users
);
call protect('discount_limits');
create index discount_limits_name on discount_limits (workspace_id, name, id);
create index discount_limits_role on discount_limits (workspace_id, role_id) where role_id is not null;
create index discount_limits_department on discount_limits (workspace_id, department_id) where department_id is not null;
create index discount_limits_person on discount_limits (workspace_id, person_id) where person_id is not null;

create table contracts (
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
  name text not null,
  customer_id uuid not null,
  contact_id uuid,
  opportunity_id uuid,
  kind text not null,
  status text not null,
  starts_on date,
  ends_on date,
  renews text not null,
  notice_days bigint,
  signed_on date,
  owner_id uuid not null,
  quote_id uuid,
  amends_id uuid,
  end_reason text,
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
  terms text,
  remark text,
  files jsonb not null default '[]',
  search_text text generated always as (search_text_of(name, number)) stored,
  primary key (workspace_id, id),
  foreign key (workspace_id, customer_id) references customers,
  foreign key (workspace_id, contact_id) references contacts,
  foreign key (workspace_id, opportunity_id) references opportunities,
  foreign key (workspace_id, owner_id) references users,
  foreign key (workspace_id, quote_id) references quotes,
  foreign key (workspace_id, amends_id) references contracts
);
call protect('contracts');
create index contracts_opportunity on contracts (workspace_id, opportunity_id) where opportunity_id is not null;
create unique index contracts_number on contracts (workspace_id, number) where deleted_at is null;
create index contracts_number_gone on contracts (workspace_id, number) where deleted_at is not null;
-- A quote becomes a contract once.
create unique index contracts_quote on contracts (workspace_id, quote_id) where deleted_at is null;
create index contracts_created on contracts (workspace_id, created_at, id);
create index contracts_customer on contracts (workspace_id, customer_id, created_at);
create index contracts_contact on contracts (workspace_id, contact_id) where contact_id is not null;
create index contracts_owner on contracts (workspace_id, owner_id, created_at);
create index contracts_amends on contracts (workspace_id, amends_id) where amends_id is not null;
create index contracts_ends on contracts (workspace_id, ends_on, id) where status in ('signed', 'active') and deleted_at is null;
create index contracts_products on contracts using gin (product_ids);
create index contracts_search on contracts using gin (search_text gin_trgm_ops);
create index contracts_files on contracts using gin (files jsonb_path_ops) where files <> '[]';
