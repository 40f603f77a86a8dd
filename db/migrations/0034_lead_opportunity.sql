-- The opportunity that came of a lead.
alter table leads add column opportunity_id uuid;
alter table leads add foreign key (workspace_id, opportunity_id) references opportunities;
create index leads_opportunity on leads (workspace_id, opportunity_id) where opportunity_id is not null;
