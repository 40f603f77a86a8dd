-- Notifications about a task are done with it; the morning work of a company is done once a day; work is found by its kind.

create index notifications_record on notifications (workspace_id, object, record) where record is not null;

-- The last day, in the company's own time zone, whose morning work is done.
alter table workspaces add column morning_on date;

-- The last work of a kind, whoever began it: it is asked about again and again while it runs.
create index jobs_kind on jobs (workspace_id, kind, created_at);
