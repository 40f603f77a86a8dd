-- A code of the portal that counts in several pages is too long to be guessed; each page has its own tries, which nobody else uses up.
delete from portal_codes where same_as is not null;
alter table portal_codes
  drop column lent_tries,
  add column digits smallint not null default 6;

-- Other requests that belong to this one's matter, and colleagues who want to know how it goes.
alter table service_requests
  add column linked_ids uuid[] not null default '{}',
  add column watcher_ids uuid[] not null default '{}';
create index service_requests_linked on service_requests using gin (linked_ids) where linked_ids <> '{}';
create index service_requests_watchers on service_requests using gin (watcher_ids) where watcher_ids <> '{}';

-- What a call is called by its number alone is read in groups.
update calls c set summary = regexp_replace(c.summary, '^\+86(1[3-9]\d)(\d{4})(\d{4})$', '\1 \2 \3') where c.summary ~ '^\+861[3-9]\d{9}$';
