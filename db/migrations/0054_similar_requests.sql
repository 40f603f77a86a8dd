-- The words of a text: every two Chinese characters that follow each other, and runs of letters and digits.
create function words_of(value text) returns text[]
  language sql immutable strict parallel safe
  return coalesce((
    select array_agg(distinct w.word) from (
      select substr(run[1], place, 2) as word from regexp_matches(normalize(lower(value), nfkc), '[\u3400-\u9fff]{2,}', 'g') as run, generate_series(1, length(run[1]) - 1) as place
      union all select run[1] from regexp_matches(normalize(lower(value), nfkc), '[a-z0-9]{2,}', 'g') as run) w), '{}');

alter table service_requests add column subject_words text[] generated always as (words_of(subject)) stored;

-- What was solved before: by its words, and the latest first.
drop index service_requests_solved;
create index service_requests_solved_words on service_requests using gin (subject_words)
  where solution is not null and status in ('completed', 'evaluated', 'closed') and deleted_at is null;
create index service_requests_solved on service_requests (workspace_id, completed_at desc)
  where solution is not null and status in ('completed', 'evaluated', 'closed') and deleted_at is null;
