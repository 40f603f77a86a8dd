-- Codes of the portal are counted by the place of the network that asks, so that nobody uses up those of somebody else.
alter table portal_codes
  -- Of the asking network address. Null: from before.
  add column place_hash bytea,
  -- No mail was sent for it: the code of the last mail counts here as well. Without a foreign key: both go after a day.
  add column same_as bytea,
  -- Wrong and right ones given in other pages than the one that the mail was sent for.
  add column lent_tries integer not null default 0;

-- A call-back after a request ends when the request is opened again.
alter table call_backs drop constraint call_backs_status_check,
  add constraint call_backs_status_check check (status in ('open', 'settled', 'unsettled', 'wrong_number', 'called_again', 'given_up', 'reopened'));
