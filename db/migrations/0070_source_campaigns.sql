-- The campaign that brought a lead, and what came of it: one name for all that it brought. What campaigns are made of comes with marketing.
create table campaigns (
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
  name_pinyin text not null default '',
  name_initials text not null default '',
  from_on date,
  until_on date,
  owner_id uuid,
  remark text,
  search_text text generated always as (search_text_of(name)) stored,
  primary key (workspace_id, id),
  foreign key (workspace_id, owner_id) references users (workspace_id, id),
  check (until_on >= from_on)
);
call protect('campaigns');
create index campaigns_name_order on campaigns (workspace_id, name_pinyin, id);
create index campaigns_from on campaigns (workspace_id, from_on, id);
create index campaigns_owner on campaigns (workspace_id, owner_id);
create index campaigns_search on campaigns using gin (search_text gin_trgm_ops);

alter table leads add column campaign_id uuid, add foreign key (workspace_id, campaign_id) references campaigns (workspace_id, id);
create index leads_campaign on leads (workspace_id, campaign_id) where campaign_id is not null;
alter table opportunities add column campaign_id uuid, add foreign key (workspace_id, campaign_id) references campaigns (workspace_id, id);
create index opportunities_campaign on opportunities (workspace_id, campaign_id) where campaign_id is not null;
