-- The recycle bin reads deletions, newest first, from the log: one index instead of one on every table.
create index events_deleted on events (workspace_id, id) where kind like '%.deleted';
