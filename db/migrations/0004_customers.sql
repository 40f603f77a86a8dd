-- Customers and what hangs on them.

create table customers (
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
  kind text not null,
  name text not null,
  name_pinyin text not null default '',
  name_initials text not null default '',
  short_name text,
  category text not null,
  status text not null,
  tier text not null,
  tier_reason text,
  source text,
  referrer_id uuid,
  owner_id uuid,
  team_id uuid,
  territory text,
  industry text,
  size_band text,
  phones text[] not null default '{}',
  emails text[] not null default '{}',
  wechat text,
  addresses jsonb not null default '[]',
  province text,
  city text,
  district text,
  website text,
  parent_id uuid,
  tags text[] not null default '{}',
  remark text,
  credit_code text,
  legal_person text,
  registered_capital numeric(18,2),
  founded_on date,
  tax_bank jsonb,
  gender text,
  birthday date,
  birthday_calendar text,
  family_status text,
  household_stage text,
  occupation_group text,
  income_band text,
  education text,
  risk_tolerance smallint,
  communication_style text,
  temperament text,
  best_time text,
  credit_limit numeric(18,2),
  credit_days bigint,
  credit_rating text,
  consents jsonb not null default '[]',
  do_not_disturb jsonb not null default '[]',
  completeness numeric(7,0) not null default 0,
  completeness_missing text[] not null default '{}',
  contact_facts jsonb,
  total_amount numeric(18,2) not null default 0,
  annual_amount numeric(18,2) not null default 0,
  purchase_count bigint not null default 0,
  last_purchase_at timestamptz,
  last_contact_at timestamptz,
  search_text text generated always as
    (search_text_of(name, short_name, number, joined(phones), joined(emails), wechat, credit_code)) stored,
  primary key (workspace_id, id),
  foreign key (workspace_id, referrer_id) references customers,
  foreign key (workspace_id, parent_id) references customers,
  foreign key (workspace_id, owner_id) references users,
  foreign key (workspace_id, team_id) references departments,
  check (kind in ('organisation', 'person')),
  check (completeness between 0 and 100)
);
call protect('customers');
create unique index customers_number_key on customers (workspace_id, number) where deleted_at is null;
create index customers_pinyin on customers (workspace_id, name_pinyin text_pattern_ops, id);
create index customers_name_order on customers (workspace_id, name_pinyin, id);
create index customers_initials on customers (workspace_id, name_initials text_pattern_ops);
create index customers_name on customers (workspace_id, name);
create index customers_updated on customers (workspace_id, updated_at, id) where deleted_at is null;
create index customers_created on customers (workspace_id, created_at, id) where deleted_at is null;
create index customers_city on customers (workspace_id, city, annual_amount, id) where deleted_at is null;
create index customers_owner on customers (workspace_id, owner_id, updated_at, id) where deleted_at is null;
create index customers_tier on customers (workspace_id, tier, annual_amount, id) where deleted_at is null;
create index customers_status on customers (workspace_id, status, annual_amount, id) where deleted_at is null;
create index customers_amount on customers (workspace_id, annual_amount, id) where deleted_at is null;
create index customers_total on customers (workspace_id, total_amount, id) where deleted_at is null;
create index customers_completeness on customers (workspace_id, completeness, id) where deleted_at is null;
create index customers_last_contact on customers (workspace_id, last_contact_at, id) where deleted_at is null;
create index customers_last_purchase on customers (workspace_id, last_purchase_at, id) where deleted_at is null;
create index customers_credit_code on customers (workspace_id, credit_code) where credit_code is not null;
create index customers_referrer on customers (workspace_id, referrer_id) where referrer_id is not null;
create index customers_parent on customers (workspace_id, parent_id) where parent_id is not null;
create index customers_team on customers (workspace_id, team_id) where team_id is not null;
-- GIN has no use for the workspace as a first column: every row of a large one would be in its list.
create index customers_search on customers using gin (search_text gin_trgm_ops);
create index customers_phones on customers using gin (phones);
create index customers_emails on customers using gin (emails);
create index customers_tags on customers using gin (tags);

create table contacts (
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
  name text not null,
  name_pinyin text not null default '',
  name_initials text not null default '',
  department text,
  position text,
  decision_role text,
  level text,
  phones text[] not null default '{}',
  emails text[] not null default '{}',
  wechat text,
  gender text,
  birthday date,
  birthday_calendar text,
  best_time text,
  attitude text,
  is_primary boolean not null default false,
  remark text,
  search_text text generated always as
    (search_text_of(name, joined(phones), joined(emails), wechat, position)) stored,
  primary key (workspace_id, id),
  foreign key (workspace_id, customer_id) references customers
);
call protect('contacts');
create index contacts_customer on contacts (workspace_id, customer_id);
create index contacts_name_order on contacts (workspace_id, name_pinyin, id);
create index contacts_pinyin on contacts (workspace_id, name_pinyin text_pattern_ops);
create index contacts_initials on contacts (workspace_id, name_initials text_pattern_ops);
create index contacts_search on contacts using gin (search_text gin_trgm_ops);

create table preferences (
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
  contact_id uuid,
  kind text not null,
  area text,
  text text not null,
  strength smallint,
  department_id uuid,
  recorded_on date,
  seen_again_on date,
  primary key (workspace_id, id),
  foreign key (workspace_id, customer_id) references customers,
  foreign key (workspace_id, contact_id) references contacts,
  foreign key (workspace_id, department_id) references departments
);
call protect('preferences');
create index preferences_customer on preferences (workspace_id, customer_id);
create index preferences_contact on preferences (workspace_id, contact_id) where contact_id is not null;
create index preferences_department on preferences (workspace_id, department_id) where department_id is not null;
create index preferences_updated on preferences (workspace_id, updated_at, id);

create table special_days (
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
  contact_id uuid,
  kind text not null,
  name text not null,
  day date not null,
  calendar text not null,
  lunar_text text,
  next_on date,
  remark text,
  primary key (workspace_id, id),
  foreign key (workspace_id, customer_id) references customers,
  foreign key (workspace_id, contact_id) references contacts
);
call protect('special_days');
create index special_days_customer on special_days (workspace_id, customer_id);
create index special_days_contact on special_days (workspace_id, contact_id) where contact_id is not null;
create index special_days_next on special_days (workspace_id, next_on, id);

create table relationships (
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
  other_id uuid not null,
  kind text not null,
  remark text,
  primary key (workspace_id, id),
  foreign key (workspace_id, customer_id) references customers,
  foreign key (workspace_id, other_id) references customers,
  check (customer_id <> other_id)
);
call protect('relationships');
create index relationships_customer on relationships (workspace_id, customer_id);
create index relationships_other on relationships (workspace_id, other_id);

create table tags (
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
  color text,
  remark text,
  primary key (workspace_id, id)
);
call protect('tags');
create unique index tags_name_key on tags (workspace_id, name) where deleted_at is null;
