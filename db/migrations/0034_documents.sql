-- The opportunity that came of a lead.
alter table leads add column opportunity_id uuid;
alter table leads add foreign key (workspace_id, opportunity_id) references opportunities;
create index leads_opportunity on leads (workspace_id, opportunity_id) where opportunity_id is not null;

-- What the bundles in a document are made of, as it was when their line was written.
alter table quotes add column components jsonb not null default '[]';
alter table contracts add column components jsonb not null default '[]';
alter table orders add column components jsonb not null default '[]';
alter table invoices add column components jsonb not null default '[]';
alter table purchases add column components jsonb not null default '[]';

-- What was to be paid until a price holds: known before it is told to those who sell.
alter table prices add column price_before numeric(18,4);

-- Orders and invoices are found by their numbers.
alter table orders add column search_text text generated always as (search_text_of(number)) stored;
create index orders_search on orders using gin (search_text gin_trgm_ops);
alter table invoices add column search_text text generated always as (search_text_of(number, tax_number)) stored;
create index invoices_search on invoices using gin (search_text gin_trgm_ops);
