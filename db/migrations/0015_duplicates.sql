-- Which customers may be one and the same, and merges of two into one.

alter table customers add column merged_into_id uuid;
alter table customers add foreign key (workspace_id, merged_into_id) references customers;
create index customers_merged_into on customers (workspace_id, merged_into_id) where merged_into_id is not null;

-- Under which keys (telephone, mail, name without its legal form...) a customer is filed: hashes of them, so that nothing can be read
-- here. Without a foreign key to customers: it would be asked four million times in a pass over a million customers, and a row too
-- many finds nothing.
create table duplicate_keys (
  workspace_id uuid not null references workspaces,
  key bigint not null,
  customer_id uuid not null,
  primary key (workspace_id, key, customer_id)
);
call protect('duplicate_keys');
create index duplicate_keys_customer on duplicate_keys (workspace_id, customer_id);

create table duplicate_pairs (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  version integer not null default 1,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  deleted_at timestamptz,
  custom jsonb not null default '{}',
  left_id uuid not null,
  right_id uuid not null,
  score numeric(7,0) not null,
  reasons text[] not null default '{}',
  state text not null,
  decided_by_id uuid,
  decided_at timestamptz,
  -- Of the keys of both: a decision holds as long as it is the same.
  fingerprint text not null,
  -- By which search it was found last: ids are in order of time.
  seen_in uuid not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, left_id) references customers,
  foreign key (workspace_id, right_id) references customers,
  foreign key (workspace_id, decided_by_id) references users,
  check (left_id < right_id),
  check (state in ('open', 'dismissed', 'merged'))
);
call protect('duplicate_pairs');
create unique index duplicate_pairs_both on duplicate_pairs (workspace_id, left_id, right_id);
create index duplicate_pairs_right on duplicate_pairs (workspace_id, right_id);
create index duplicate_pairs_score on duplicate_pairs (workspace_id, state, score, id) where deleted_at is null;
create index duplicate_pairs_order on duplicate_pairs (workspace_id, score, id) where deleted_at is null;
create index duplicate_pairs_decided_by on duplicate_pairs (workspace_id, decided_by_id) where decided_by_id is not null;

create table merges (
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
  survivor_id uuid not null,
  loser_id uuid not null,
  state text not null,
  counts jsonb,
  shares jsonb,
  undone_at timestamptz,
  undone_by_id uuid,
  primary key (workspace_id, id),
  foreign key (workspace_id, survivor_id) references customers,
  foreign key (workspace_id, loser_id) references customers,
  foreign key (workspace_id, undone_by_id) references users,
  check (survivor_id <> loser_id),
  check (state in ('done', 'undone'))
);
call protect('merges');
create index merges_survivor on merges (workspace_id, survivor_id);
create index merges_loser on merges (workspace_id, loser_id);
create index merges_created on merges (workspace_id, created_at, id);
create index merges_undone_by on merges (workspace_id, undone_by_id) where undone_by_id is not null;

-- What a merge moved is read from the log when it is undone.
create index events_merge on events (workspace_id, (cause ->> 'merge'), id) where cause ? 'merge';
