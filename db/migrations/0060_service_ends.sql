-- A code of the portal that counts in several pages is too long to be guessed; each page has its own tries, which nobody else uses up.
delete from portal_codes where same_as is not null;
alter table portal_codes
  drop column lent_tries,
  add column digits smallint not null default 6;
