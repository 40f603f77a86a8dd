-- When a customer bought for the first time: who is new in a month is a range of an index, where every earlier purchase had to be looked for.
alter table customers add column first_purchase_at timestamptz;
update customers c set first_purchase_at = t.first_at
  from (select workspace_id, customer_id, min(at) as first_at from transactions where kind = 'purchase' and deleted_at is null group by workspace_id, customer_id) t
  where c.workspace_id = t.workspace_id and c.id = t.customer_id;
create index customers_first_purchase on customers (workspace_id, first_purchase_at, id) where deleted_at is null and first_purchase_at is not null;
