-- What was solved at the first contact, for the figures of service; and what each company was given by the program, once.
alter table service_requests add column is_first_contact boolean;
update service_requests set is_first_contact = reopened_count = 0 and not jsonb_path_exists(steps, '$[*].step ? (@ == "assigned" || @ == "in_progress" || @ == "waiting_customer")') where completed_at is not null;
create index service_requests_completed on service_requests (workspace_id, completed_at, id) where completed_at is not null;

-- By name what of the ready things a company has got (or had already when this was first looked at): nothing is given twice.
create table given_things (
  workspace_id uuid not null references workspaces,
  name text not null,
  given_at timestamptz not null,
  -- `made` with the company, `added` by an update, `found` already there.
  how text not null,
  -- How many records of which object were added.
  added jsonb not null default '[]',
  primary key (workspace_id, name),
  check (how in ('made', 'added', 'found'))
);
call protect('given_things');
