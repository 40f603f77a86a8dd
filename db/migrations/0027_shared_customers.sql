-- Own customers by what lists are filtered by most, and those shared with somebody, which are reached one by one: both are answered from the
-- index alone. What is held is counted from the first as well, which now knows the territory.
drop index customers_held;
drop index customers_own;
create index customers_own on customers (workspace_id, owner_id, annual_amount, id) include (city, tier, status, territory_id) where deleted_at is null;
create index customers_shared on customers (workspace_id, id) include (owner_id, annual_amount, city, tier, status) where deleted_at is null;
