-- What customers own, and the visits that are made for their requests.

create table assets (
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
  product_id uuid,
  serial text,
  installed_on date,
  warranty_until date,
  entitlement_id uuid,
  place jsonb,
  status text not null,
  remark text,
  files jsonb not null default '[]',
  search_text text generated always as (search_text_of(name, serial, number)) stored,
  primary key (workspace_id, id),
  foreign key (workspace_id, customer_id) references customers,
  foreign key (workspace_id, product_id) references products,
  foreign key (workspace_id, entitlement_id) references entitlements
);
call protect('assets');
create unique index assets_number_key on assets (workspace_id, number) where deleted_at is null;
create index assets_customer on assets (workspace_id, customer_id, name, id);
create index assets_product on assets (workspace_id, product_id) where product_id is not null;
create index assets_entitlement on assets (workspace_id, entitlement_id) where entitlement_id is not null;
create index assets_warranty on assets (workspace_id, warranty_until, id) where warranty_until is not null;
create index assets_search on assets using gin (search_text gin_trgm_ops);

alter table service_requests add column asset_id uuid;
alter table service_requests add foreign key (workspace_id, asset_id) references assets;
create index service_requests_asset on service_requests (workspace_id, asset_id, received_at, id) where asset_id is not null;

create table skills (
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
  people_ids uuid[] not null default '{}',
  remark text,
  primary key (workspace_id, id)
);
call protect('skills');
create unique index skills_name_key on skills (workspace_id, name) where deleted_at is null;
create index skills_people on skills using gin (people_ids);

create table field_jobs (
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
  subject text not null,
  request_id uuid not null,
  customer_id uuid,
  asset_id uuid,
  priority text not null,
  instructions text,
  contact_name text,
  contact_phone text,
  place jsonb,
  skill_ids uuid[] not null default '{}',
  wanted_on date not null,
  minutes bigint not null,
  engineer_id uuid,
  planned_start timestamptz,
  planned_end timestamptz,
  status text not null,
  on_the_way_at timestamptz,
  checked_in_at timestamptz,
  checked_in_place jsonb,
  ended_at timestamptz,
  reason text,
  photos jsonb not null default '[]',
  left_over_since date,
  left_over_count bigint not null default 0,
  search_text text generated always as (search_text_of(number, subject, contact_name)) stored,
  primary key (workspace_id, id),
  foreign key (workspace_id, request_id) references service_requests,
  foreign key (workspace_id, customer_id) references customers,
  foreign key (workspace_id, asset_id) references assets,
  foreign key (workspace_id, engineer_id) references users,
  check (status in ('planned', 'on_the_way', 'checked_in', 'done', 'not_done')),
  check (engineer_id is not null or status in ('planned', 'not_done'))
);
call protect('field_jobs');
create unique index field_jobs_number_key on field_jobs (workspace_id, number) where deleted_at is null;
create index field_jobs_request on field_jobs (workspace_id, request_id, created_at, id);
create index field_jobs_customer on field_jobs (workspace_id, customer_id, created_at, id) where customer_id is not null;
create index field_jobs_asset on field_jobs (workspace_id, asset_id, created_at, id) where asset_id is not null;
create index field_jobs_engineer on field_jobs (workspace_id, engineer_id, planned_start, id) where engineer_id is not null;
create index field_jobs_start on field_jobs (workspace_id, planned_start, id) where planned_start is not null;
create index field_jobs_ended on field_jobs (workspace_id, ended_at, id) where ended_at is not null;
create index field_jobs_skills on field_jobs using gin (skill_ids);
-- Nobody's yet: the list beside the board, and what the evening carries over.
create index field_jobs_unassigned on field_jobs (workspace_id, wanted_on, id) where engineer_id is null and status = 'planned' and deleted_at is null;
create index field_jobs_search on field_jobs using gin (search_text gin_trgm_ops);
