-- What to offer a customer next: what is bought together, what is not for whom, what was proposed and what came of it, standard ranges by kind of customer.

alter table products add column risk_level smallint;

-- Thresholds, one row a company.
create table suggestion_rules (
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
  window_days bigint not null,
  fewest_customers bigint not null,
  fewest_together bigint not null,
  least_lift numeric(20,2) not null,
  least_share numeric(7,2) not null,
  most_products bigint not null,
  most_rules bigint not null,
  large_basket bigint not null,
  recent_days bigint not null,
  hit_days bigint not null,
  good_share numeric(7,2) not null,
  list_share numeric(7,2) not null,
  primary key (workspace_id, id)
);
call protect('suggestion_rules');
insert into suggestion_rules (workspace_id, id, created_at, updated_at, name, window_days, fewest_customers, fewest_together, least_lift, least_share, most_products, most_rules, large_basket, recent_days, hit_days, good_share, list_share)
select w.id, gen_random_uuid(), now(), now(), '推荐规则', 730, 50, 10, 1.2, 10, 500, 10, 200, 30, 90, 25, 20 from workspaces w;

-- Written by the nightly computation alone.
create table product_associations (
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
  product_id uuid not null,
  also_id uuid not null,
  together bigint not null,
  buyers bigint not null,
  also_buyers bigint not null,
  customers bigint not null,
  support numeric(7,2) not null,
  confidence numeric(7,2) not null,
  lift numeric(20,2) not null,
  as_of date not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, product_id) references products,
  foreign key (workspace_id, also_id) references products
);
call protect('product_associations');
create unique index product_associations_pair on product_associations (workspace_id, product_id, also_id);
create index product_associations_also on product_associations (workspace_id, also_id);
create index product_associations_lift on product_associations (workspace_id, lift, id);
create index product_associations_bin on product_associations (workspace_id, id) where deleted_at is not null;

-- How many customers of a kind bought a product: of a category and segment, of a category (segment ''), of all (both '').
create table product_shares (
  workspace_id uuid not null references workspaces,
  category text not null,
  segment text not null,
  product_id uuid not null,
  buyers bigint not null,
  customers bigint not null,
  primary key (workspace_id, category, segment, product_id)
);
call protect('product_shares');

create table suggestion_standings (
  workspace_id uuid not null references workspaces,
  as_of date not null,
  computed_at timestamptz not null,
  window_days bigint not null,
  customers bigint not null,
  large_baskets bigint not null,
  products bigint not null,
  rules bigint not null,
  primary key (workspace_id)
);
call protect('suggestion_standings');

create table product_exclusions (
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
  product_id uuid not null,
  reason text not null,
  until date,
  remark text,
  primary key (workspace_id, id),
  foreign key (workspace_id, customer_id) references customers,
  foreign key (workspace_id, product_id) references products
);
call protect('product_exclusions');
create index product_exclusions_customer on product_exclusions (workspace_id, customer_id, created_at, id);
create index product_exclusions_product on product_exclusions (workspace_id, product_id);
create index product_exclusions_bin on product_exclusions (workspace_id, id) where deleted_at is not null;

create table product_proposals (
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
  product_id uuid not null,
  proposed_at timestamptz not null,
  person_id uuid,
  source text not null,
  because text,
  quote_id uuid,
  outcome text not null,
  bought_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, customer_id) references customers,
  foreign key (workspace_id, product_id) references products,
  foreign key (workspace_id, person_id) references users,
  foreign key (workspace_id, quote_id) references quotes
);
call protect('product_proposals');
create index product_proposals_customer on product_proposals (workspace_id, customer_id, proposed_at, id);
create index product_proposals_product on product_proposals (workspace_id, product_id);
create index product_proposals_person on product_proposals (workspace_id, person_id);
create index product_proposals_quote on product_proposals (workspace_id, quote_id);
create index product_proposals_day on product_proposals (workspace_id, proposed_at, id) where deleted_at is null;
create index product_proposals_open on product_proposals (workspace_id, proposed_at) where outcome = 'open' and deleted_at is null;
create index product_proposals_bin on product_proposals (workspace_id, id) where deleted_at is not null;

create table suggestion_lists (
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
  condition jsonb,
  lines jsonb,
  product_ids uuid[] not null default '{}',
  is_active boolean not null,
  owner_id uuid,
  remark text,
  primary key (workspace_id, id),
  foreign key (workspace_id, owner_id) references users
);
call protect('suggestion_lists');
create index suggestion_lists_owner on suggestion_lists (workspace_id, owner_id);
create index suggestion_lists_name on suggestion_lists (workspace_id, name, id) where deleted_at is null;
create index suggestion_lists_products on suggestion_lists using gin (product_ids);
create index suggestion_lists_bin on suggestion_lists (workspace_id, id) where deleted_at is not null;

-- Whether customers under contract will renew: of each running contract as of the last night. The row has the id of its contract.
create table contract_risks (
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
  ends_on date,
  risk numeric(7,2) not null,
  against_usual numeric(20,1) not null,
  reasons jsonb,
  as_of date not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, contract_id) references contracts,
  foreign key (workspace_id, customer_id) references customers
);
call protect('contract_risks');
create index contract_risks_contract on contract_risks (workspace_id, contract_id);
create index contract_risks_customer on contract_risks (workspace_id, customer_id);
create index contract_risks_risk on contract_risks (workspace_id, risk, id);
create index contract_risks_bin on contract_risks (workspace_id, id) where deleted_at is not null;

create table renewal_models (
  workspace_id uuid not null references workspaces,
  fitted_at timestamptz not null,
  as_of date not null,
  contracts bigint not null,
  ended bigint not null,
  running bigint not null,
  model jsonb not null,
  primary key (workspace_id)
);
call protect('renewal_models');
