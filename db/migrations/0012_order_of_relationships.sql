-- The order in which relationships are listed; without it the list of all would read the whole table (bench/explain-lists.ts).
create index relationships_updated on relationships (workspace_id, updated_at, id) where deleted_at is null;
