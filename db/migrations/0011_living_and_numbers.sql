-- What lies in the recycle bin holds back what belongs to it: the few records that are asked for have an index of their own.
create index customers_bin on customers (workspace_id, id) where deleted_at is not null;
create index contacts_bin on contacts (workspace_id, id) where deleted_at is not null;
create index interactions_bin on interactions (workspace_id, id) where deleted_at is not null;
create index customers_bin_number on customers (workspace_id, number) where deleted_at is not null;

-- How a company writes its numbers; without a row the definition of the object says so.
create table number_formats (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  version integer not null default 1,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  deleted_at timestamptz,
  custom jsonb not null default '{}',
  object text not null,
  format text not null,
  primary key (workspace_id, id)
);
call protect('number_formats');
create unique index number_formats_object_key on number_formats (workspace_id, object) where deleted_at is null;

-- A birthday in a file is a special day by itself: one for each whose birthday it is.
alter table special_days add column is_automatic boolean not null default false;
create unique index special_days_automatic on special_days (workspace_id, coalesce(contact_id, customer_id)) where is_automatic;
