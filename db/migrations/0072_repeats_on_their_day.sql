-- Repeating tasks that are open are looked at every quarter of an hour, along this index: the day of the next may have come.
create index tasks_repeating on tasks (workspace_id, id) where repeat is not null and status = 'open' and deleted_at is null;
