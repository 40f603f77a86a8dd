-- Whose inputs were read anew since values were computed of them.
alter table value_inputs add column is_waiting boolean not null default false;
create index value_inputs_waiting on value_inputs (workspace_id, customer_id) where is_waiting;

-- The run before.
create index value_runs_started on value_runs (workspace_id, started_at);
