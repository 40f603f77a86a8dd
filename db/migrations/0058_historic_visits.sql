-- Visits brought from another system: they are over, and whoever made them may never have had an account here.
alter table field_jobs add column is_historic boolean not null default false;
alter table field_jobs drop constraint field_jobs_check,
  add constraint field_jobs_check check (engineer_id is not null or status in ('planned', 'not_done') or is_historic);
