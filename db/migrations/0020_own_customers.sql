-- "My customers in this city, of this tier, of this status, the largest first" is what account managers ask all day: the index knows all of it,
-- so that a page of 50 is found without looking at each of the thousands that somebody has.
create index customers_own on customers (workspace_id, owner_id, annual_amount, id) include (city, tier, status) where deleted_at is null;
