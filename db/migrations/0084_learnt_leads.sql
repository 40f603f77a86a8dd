-- What the score was learnt from: the leads behind the figures of its page, each with what came and what was said of it held out.
create table learnt_leads (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  version integer not null default 1,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  deleted_at timestamptz,
  custom jsonb not null default '{}',
  lead_id uuid not null,
  is_won boolean not null,
  said numeric(7,2),
  learnt_on date not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, lead_id) references leads
);
call protect('learnt_leads');
create index learnt_leads_lead on learnt_leads (workspace_id, lead_id);
create index learnt_leads_said on learnt_leads (workspace_id, said, id);
create index learnt_leads_bin on learnt_leads (workspace_id, id) where deleted_at is not null;
