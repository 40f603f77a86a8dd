-- Changes of many records at once: jobs that people watch, stop and take back.
create table bulk_changes (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  object text not null,
  state text not null check (state in ('running', 'done', 'cancelled', 'failed', 'undoing', 'undone')),
  -- What is done to each: {change, add, remove} or {delete}.
  work jsonb not null,
  -- The question that chose the records: {filter, q}; null where they were named.
  question jsonb,
  total bigint not null,
  result jsonb not null,
  job_id uuid,
  -- Event down to which it has been taken back.
  undone_to uuid,
  created_by uuid not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, id)
);
call protect('bulk_changes');
create index bulk_changes_owner on bulk_changes (workspace_id, created_by, object, id);

-- The chosen records that are still to be worked on, as many in a row as one transaction takes. A row goes in the transaction that
-- did its work: what a killed process left is exactly what is here.
create table bulk_slices (
  workspace_id uuid not null references workspaces,
  bulk_change_id uuid not null,
  place integer not null,
  ids uuid[] not null,
  primary key (workspace_id, bulk_change_id, place),
  foreign key (workspace_id, bulk_change_id) references bulk_changes
);
call protect('bulk_slices');

-- How a view shows its records, beside table and board.
alter table saved_views add column group_by text, add column calendar_by text, add column chart text;
