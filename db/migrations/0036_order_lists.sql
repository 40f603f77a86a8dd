-- Lists by what is due and by sum: measured at a million orders (bench/sales.ts). What is due is not only asked of what is on its way.
drop index orders_open;
create index orders_due on orders (workspace_id, due_on, id) where deleted_at is null;
create index orders_amount on orders (workspace_id, total, id) where deleted_at is null;
