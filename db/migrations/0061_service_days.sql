-- Times and shares of service of any span are counted from an index of each day alone, whoever asks and whatever the requests are sorted by
-- (analyses/queries/service-quality.ts); they take the place of the plain ones by the same days. A cause of 500 letters fits into a row of it.
drop index service_requests_received, service_requests_completed;
create index service_requests_received on service_requests (workspace_id, received_at, id)
  include (customer_id, owner_id, team_id, product_id, asset_id, channel, service_class, kind, priority, minutes_to_first_response, minutes_to_assign, response_state) where deleted_at is null;
create index service_requests_completed on service_requests (workspace_id, completed_at, id)
  include (customer_id, owner_id, team_id, product_id, asset_id, cause, channel, service_class, kind, minutes_to_complete, solution_state, is_first_contact, reopened_count, evaluation) where completed_at is not null and deleted_at is null;
