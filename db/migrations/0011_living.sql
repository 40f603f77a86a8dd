-- What lies in the recycle bin holds back what belongs to it: the few records that are asked for have an index of their own.
create index customers_bin on customers (workspace_id, id) where deleted_at is not null;
create index contacts_bin on contacts (workspace_id, id) where deleted_at is not null;
create index interactions_bin on interactions (workspace_id, id) where deleted_at is not null;
