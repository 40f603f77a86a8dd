-- The audit: where each event came from, the chain of seals over the log, and the one way to blank what a sealed event says.

-- Columns, not members of `cause`: about 30 bytes an event instead of 65, and an index can be had.
alter table events add column address text, add column program text;

-- What the audit is asked for: by person and kind of act, by kind, by address; each in the order of ids, which is that of time.
create index events_actor on events (workspace_id, actor_id, kind, id);
create index events_kind on events (workspace_id, kind, id);
create index events_address on events (workspace_id, address, id) where address is not null;

-- The canonical form is described in docs/operation.md: whoever changes it must leave old seals readable.
create function event_hash(e events) returns bytea
  language sql stable parallel safe
  return sha256(convert_to(json_build_array(
    e.workspace_id, e.id, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), e.kind, e.object, e.record_id, e.about_id,
    e.on_timeline, e.version, e.actor_id, e.actor_name, e.before, e.after, e.cause, e.request_id, e.address, e.program)::text, 'UTF8'));

-- One row seals a batch of events in the order of commit. `ids` holds 16 bytes an event and `hashes` 32, so that the very
-- event that was removed or changed can be named; hash = sha256(previous || hashes).
create table event_seals (
  workspace_id uuid not null references workspaces,
  sequence bigint not null check (sequence > 0),
  sealed_at timestamptz not null,
  first_tx xid8 not null,
  first_id uuid not null,
  last_tx xid8 not null,
  last_id uuid not null,
  events integer not null,
  -- Events of this seal and all before it.
  total bigint not null,
  ids bytea not null,
  hashes bytea not null,
  previous bytea not null,
  hash bytea not null,
  primary key (workspace_id, sequence)
);
call protect('event_seals');
-- Random bytes: to try and compress them would only cost time.
alter table event_seals alter ids set storage external, alter hashes set storage external;

-- What was blanked for a person's right to be forgotten: the hash of each event before and after. The event `erasure_id`, itself
-- sealed, holds the digest over these rows, so that none can be added later to excuse a change.
create table event_erasures (
  workspace_id uuid not null references workspaces,
  erasure_id uuid not null,
  event_id uuid not null,
  hash_before bytea not null,
  hash_after bytea not null,
  primary key (workspace_id, erasure_id, event_id)
);
call protect('event_erasures');
create index event_erasures_event on event_erasures (workspace_id, event_id, erasure_id);

-- Both tables are written by the functions below alone.
revoke insert, update, delete on event_seals, event_erasures from guanxi_app;

-- Seals the next events of the workspace that is set, at most so many; says how many. Only transactions older than every
-- running one are taken, as by the relay: nothing can be committed behind a seal. Two at once make one seal: the other finds
-- its number taken. No lock is held that a writer could meet.
create function seal_events(most integer, now timestamptz) returns integer
  language plpgsql security definer set search_path = pg_catalog, public
as $$
declare
  workspace uuid := nullif(current_setting('app.workspace', true), '')::uuid;
  last event_seals;
  sealed integer;
begin
  select s.* into last from event_seals s where s.workspace_id = workspace order by s.sequence desc limit 1;
  insert into event_seals
  select workspace, coalesce(last.sequence, 0) + 1, now,
    (array_agg(n.tx order by n.tx, n.id))[1], (array_agg(n.id order by n.tx, n.id))[1],
    (array_agg(n.tx order by n.tx desc, n.id desc))[1], (array_agg(n.id order by n.tx desc, n.id desc))[1],
    count(*), coalesce(last.total, 0) + count(*),
    string_agg(uuid_send(n.id), '' order by n.tx, n.id), string_agg(n.hash, '' order by n.tx, n.id),
    coalesce(last.hash, sha256('')),
    sha256(coalesce(last.hash, sha256('')) || string_agg(n.hash, '' order by n.tx, n.id))
  from (
    select e.tx, e.id, event_hash(e) as hash from events e
    where e.workspace_id = workspace and e.tx < pg_snapshot_xmin(pg_current_snapshot())
      and (e.tx, e.id) > (coalesce(last.last_tx, '0'), coalesce(last.last_id, '00000000-0000-0000-0000-000000000000'))
    order by e.tx, e.id limit most
  ) n
  having count(*) > 0
  on conflict do nothing
  returning events into sealed;
  return coalesce(sealed, 0);
end
$$;
revoke all on function seal_events(integer, timestamptz) from public;
grant execute on function seal_events(integer, timestamptz) to guanxi_app;

create function without_values(kept jsonb, fields text[]) returns jsonb
  language sql immutable parallel safe
  return coalesce((select jsonb_object_agg(k.key, case when k.key = any(fields) then 'null' else k.value end) from jsonb_each(kept) k), kept);

-- Blanks fields in every event of a record of the workspace that is set; says in how many events something was blanked. It writes
-- an event of its own (`<module>.<object>.erased`) that names fields, number and digest. Who asked and why is for the caller
-- to log in the same transaction.
create function erase_events(object text, record uuid, fields text[]) returns integer
  language plpgsql security definer set search_path = pg_catalog, public
as $$
declare
  workspace uuid := nullif(current_setting('app.workspace', true), '')::uuid;
  -- UUID of version 7, as the application makes them.
  erasure uuid := encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
    placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid;
  module text;
  blanked integer;
  digest bytea;
begin
  with old as (
    select e.id, event_hash(e) as hash from events e
    where e.workspace_id = workspace and e.object = erase_events.object and e.record_id = record
      and exists (select from jsonb_each(e.before) k where k.key = any(fields) and k.value <> 'null'
        union all select from jsonb_each(e.after) k where k.key = any(fields) and k.value <> 'null')
    for update
  ), blank as (
    update events e set before = without_values(e.before, fields), after = without_values(e.after, fields)
    from old where e.workspace_id = workspace and e.id = old.id
    returning e.id, event_hash(e) as hash
  )
  insert into event_erasures select workspace, erasure, old.id, old.hash, blank.hash from old join blank on blank.id = old.id;
  select count(*), sha256(string_agg(uuid_send(r.event_id) || r.hash_before || r.hash_after, '' order by r.event_id)) into blanked, digest
    from event_erasures r where r.workspace_id = workspace and r.erasure_id = erasure;
  if blanked = 0 then
    return 0;
  end if;
  select split_part(e.kind, '.', 1) into module from events e
    where e.workspace_id = workspace and e.object = erase_events.object and e.record_id = record limit 1;
  insert into events (workspace_id, id, at, kind, object, record_id, version, actor_id, actor_name, after, program) values (
    workspace, erasure, clock_timestamp(), module || '.' || erase_events.object || '.erased', erase_events.object, record, 0,
    '00000000-0000-7000-8000-000000000000', 'erase_events',
    jsonb_build_object('fields', to_jsonb(fields), 'events', blanked, 'digest', encode(digest, 'hex')), 'erase_events');
  return blanked;
end
$$;
revoke all on function erase_events(text, uuid, text[]) from public;
grant execute on function erase_events(text, uuid, text[]) to guanxi_app;

-- What the last check of the chain found, for the page; the proof is bin/doctor audit.
create table event_checks (
  workspace_id uuid not null references workspaces,
  checked_at timestamptz not null,
  sequence bigint not null,
  events bigint not null,
  erased bigint not null,
  -- The first of them, and how many there are in all.
  faults jsonb not null,
  fault_count bigint not null,
  primary key (workspace_id)
);
call protect('event_checks');
