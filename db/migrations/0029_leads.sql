-- Leads, what was said with them, and what the score has learnt.

create table leads (
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
  name_pinyin text not null default '',
  name_initials text not null default '',
  company text,
  position text,
  phones text[] not null default '{}',
  emails text[] not null default '{}',
  wechat text,
  city text,
  address text,
  industry text,
  size_band text,
  source text not null,
  source_detail text,
  wants text,
  product_ids uuid[] not null default '{}',
  budget numeric(18,2),
  expected_on date,
  owner_id uuid,
  team_id uuid,
  territory_id uuid,
  next_contact_on date,
  remark text,
  status text not null,
  unqualified_reason text,
  unqualified_remark text,
  settled_at timestamptz,
  contact_due_at timestamptz,
  first_contact_at timestamptz,
  minutes_to_first_contact bigint,
  score bigint,
  score_reasons jsonb not null default '[]',
  scored_at timestamptz,
  score_inputs jsonb,
  customer_id uuid,
  contact_id uuid,
  converted_by_id uuid,
  anonymised_at timestamptz,
  search_text text generated always as (search_text_of(name, company, number, joined(phones), joined(emails), wechat)) stored,
  primary key (workspace_id, id),
  foreign key (workspace_id, owner_id) references users,
  foreign key (workspace_id, team_id) references departments,
  foreign key (workspace_id, territory_id) references territories,
  foreign key (workspace_id, customer_id) references customers,
  foreign key (workspace_id, contact_id) references contacts,
  foreign key (workspace_id, converted_by_id) references users,
  check ((status = 'converted') = (customer_id is not null))
);
call protect('leads');
create unique index leads_number_key on leads (workspace_id, number) where deleted_at is null;
create index leads_name_order on leads (workspace_id, name_pinyin, id);
create index leads_pinyin on leads (workspace_id, name_pinyin text_pattern_ops, id);
create index leads_initials on leads (workspace_id, name_initials text_pattern_ops);
create index leads_created on leads (workspace_id, created_at, id) where deleted_at is null;
create index leads_owner on leads (workspace_id, owner_id, status, contact_due_at, id) where deleted_at is null;
create index leads_waiting on leads (workspace_id, contact_due_at, id) where first_contact_at is null and status in ('new', 'working') and deleted_at is null;
create index leads_open on leads (workspace_id, score, id) where status in ('new', 'working', 'qualified') and deleted_at is null;
create index leads_settled on leads (workspace_id, settled_at, id) where status in ('converted', 'unqualified') and deleted_at is null;
create index leads_team on leads (workspace_id, team_id) where team_id is not null;
create index leads_territory on leads (workspace_id, territory_id) where territory_id is not null;
create index leads_customer on leads (workspace_id, customer_id, created_at, id) where customer_id is not null;
create index leads_contact on leads (workspace_id, contact_id) where contact_id is not null;
create index leads_converted_by on leads (workspace_id, converted_by_id) where converted_by_id is not null;
create index leads_search on leads using gin (search_text gin_trgm_ops);
create index leads_products on leads using gin (product_ids);

create table lead_interactions (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  version integer not null default 1,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  deleted_at timestamptz,
  custom jsonb not null default '{}',
  summary text not null,
  lead_id uuid not null,
  channel text not null,
  direction text not null,
  outcome text not null,
  at timestamptz not null,
  content text,
  owner_id uuid,
  primary key (workspace_id, id),
  foreign key (workspace_id, lead_id) references leads,
  foreign key (workspace_id, owner_id) references users
);
call protect('lead_interactions');
create index lead_interactions_lead on lead_interactions (workspace_id, lead_id, at, id);
create index lead_interactions_at on lead_interactions (workspace_id, at, id);
create index lead_interactions_owner on lead_interactions (workspace_id, owner_id);

-- One row each time the score learnt.
create table lead_models (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  trained_at timestamptz not null,
  trained_by uuid not null,
  won integer not null,
  lost integer not null,
  verdict text not null,
  quality jsonb,
  model jsonb,
  primary key (workspace_id, id)
);
call protect('lead_models');
create index lead_models_trained on lead_models (workspace_id, trained_at, id);

create table lead_settings (
  workspace_id uuid not null references workspaces,
  contact_minutes integer not null,
  primary key (workspace_id)
);
call protect('lead_settings');

-- The rules that give away new customers give away new leads as well.
alter table assignment_rules add column object text not null default 'customer';
