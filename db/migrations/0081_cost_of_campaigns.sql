-- What a campaign was to cost and what it did cost: its expenses line by line, and their sum.
alter table campaigns add column budget numeric(18,2), add column expenses jsonb, add column cost numeric(18,2);
create index campaigns_cost on campaigns (workspace_id, cost, id);
