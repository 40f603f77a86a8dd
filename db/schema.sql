-- What the migrations come to. Written by `bin/db schema`; a test fails when it is out of date.

CREATE OR REPLACE FUNCTION public.add_job(task text, payload json, job_key text DEFAULT NULL::text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$ select graphile_worker.add_job(task, payload, job_key := add_job.job_key, max_attempts := 8) $function$;

CREATE OR REPLACE FUNCTION public.erase_events(object text, record uuid, fields text[])
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION public.event_hash(e events)
 RETURNS bytea
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN sha256(convert_to((json_build_array((e).workspace_id, (e).id, to_char(((e).at AT TIME ZONE 'UTC'::text), 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'::text), (e).kind, (e).object, (e).record_id, (e).about_id, (e).on_timeline, (e).version, (e).actor_id, (e).actor_name, (e).before, (e).after, (e).cause, (e).request_id, (e).address, (e).program))::text, 'UTF8'::name));

CREATE OR REPLACE FUNCTION public.is_account_used_elsewhere(account uuid, workspace uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$ select exists (select 1 from users u where u.account_id = account and u.workspace_id <> workspace) $function$;

CREATE OR REPLACE FUNCTION public.joined(list text[])
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN array_to_string(list, ' '::text);

CREATE OR REPLACE FUNCTION public.masked_address(value jsonb)
 RETURNS jsonb
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN CASE WHEN (jsonb_typeof(value) = 'object'::text) THEN (value - '{label,district,street,postal_code}'::text[]) ELSE NULL::jsonb END;

CREATE OR REPLACE FUNCTION public.masked_addresses(list jsonb)
 RETURNS jsonb
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN CASE WHEN (jsonb_typeof(list) = 'array'::text) THEN (SELECT COALESCE(jsonb_agg(masked_address(each.one) ORDER BY each.place), '[]'::jsonb) AS "coalesce" FROM jsonb_array_elements(masked_addresses.list) WITH ORDINALITY each(one, place)) ELSE NULL::jsonb END;

CREATE OR REPLACE FUNCTION public.masked_mail(value text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN CASE WHEN (POSITION(('@'::text) IN (value)) = 0) THEN (CASE WHEN (length(value) > 1) THEN "left"(value, 1) ELSE ''::text END || '***'::text) ELSE ((CASE WHEN (POSITION(('@'::text) IN (value)) > 2) THEN "left"(value, 1) ELSE ''::text END || '***'::text) || substr(value, POSITION(('@'::text) IN (value)))) END;

CREATE OR REPLACE FUNCTION public.masked_phone(value text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN CASE WHEN (length(value) < 9) THEN ('****'::text || "right"(value, 2)) ELSE (("left"(value, (length(value) - 8)) || '****'::text) || "right"(value, 4)) END;

CREATE OR REPLACE FUNCTION public.masked_text(value text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN (CASE WHEN (length(value) > 1) THEN "left"(value, 1) ELSE ''::text END || '***'::text);

CREATE OR REPLACE FUNCTION public.memberships_of(account uuid)
 RETURNS TABLE(workspace_id uuid, user_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$ select u.workspace_id, u.id from users u where u.account_id = account and u.is_active and u.deleted_at is null order by u.created_at $function$;

CREATE OR REPLACE FUNCTION public.open_providers(workspace uuid)
 RETURNS TABLE(workspace_id uuid, id uuid, name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
    select p.workspace_id, p.id, p.name from identity_providers p
    where p.is_active and (p.workspace_id = workspace or (workspace is null and (select count(*) from workspaces) = 1))
    order by p.created_at
  $function$;

CREATE OR REPLACE PROCEDURE public.protect(IN relation regclass)
 LANGUAGE plpgsql
AS $procedure$
begin
  execute format('alter table %s enable row level security', relation);
  execute format(
    'create policy own_workspace on %s using (workspace_id = nullif(current_setting(''app.workspace'', true), '''')::uuid)',
    relation);
end
$procedure$;

CREATE OR REPLACE FUNCTION public.seal_events(most integer, now timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION public.search_form(value text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN regexp_replace(lower(value), '([^\x01-\x7f])'::text, '\1\1\1'::text, 'g'::text);

CREATE OR REPLACE FUNCTION public.search_text_of(VARIADIC parts text[])
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN search_form(array_to_string(parts, ' '::text));

CREATE OR REPLACE FUNCTION public.with_file_urls(stored jsonb)
 RETURNS jsonb
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN CASE jsonb_typeof(stored) WHEN 'array'::text THEN (SELECT COALESCE(jsonb_agg((e.file || jsonb_build_object('url', ('/api/v1/files/'::text || (e.file ->> 'id'::text)))) ORDER BY e.place), '[]'::jsonb) AS "coalesce" FROM jsonb_array_elements(with_file_urls.stored) WITH ORDINALITY e(file, place)) ELSE (stored || jsonb_build_object('url', ('/api/v1/files/'::text || (stored ->> 'id'::text)))) END;

CREATE OR REPLACE FUNCTION public.without_values(kept jsonb, fields text[])
 RETURNS jsonb
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN COALESCE((SELECT jsonb_object_agg(k.key, CASE WHEN (k.key = ANY (without_values.fields)) THEN 'null'::jsonb ELSE k.value END) AS jsonb_object_agg FROM jsonb_each(without_values.kept) k(key, value)), kept);

CREATE OR REPLACE FUNCTION public.words_of(value text)
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN COALESCE((SELECT array_agg(DISTINCT w.word) AS array_agg FROM (SELECT substr(run.run[1], place.place, 2) AS word FROM regexp_matches(NORMALIZE(lower(words_of.value), NFKC), '[\u3400-\u9fff]{2,}'::text, 'g'::text) run(run), LATERAL generate_series(1, (length(run.run[1]) - 1)) place(place) UNION ALL SELECT run.run[1] AS run FROM regexp_matches(NORMALIZE(lower(words_of.value), NFKC), '[a-z0-9]{2,}'::text, 'g'::text) run(run)) w), '{}'::text[]);

create table abilities (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  user_id uuid not null,
  weight numeric(20,2) not null,
  skills text[] not null default '{}'::text[],
  industries text[] not null default '{}'::text[],
  tiers text[] not null default '{}'::text[],
  is_paused boolean not null default false,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, user_id) REFERENCES users(workspace_id, id),
  CHECK ((weight > (0)::numeric))
);
alter table abilities enable row level security; -- policy own_workspace
CREATE UNIQUE INDEX abilities_user_key ON abilities USING btree (workspace_id, user_id) WHERE (deleted_at IS NULL);

create table account_factors (
  account_id uuid not null,
  secret text not null,
  created_at timestamp with time zone not null,
  confirmed_at timestamp with time zone,
  last_step bigint not null default 0,
  PRIMARY KEY (account_id),
  FOREIGN KEY (account_id) REFERENCES accounts(id)
);

create table account_links (
  token_hash bytea not null,
  account_id uuid not null,
  purpose text not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  PRIMARY KEY (token_hash),
  FOREIGN KEY (account_id) REFERENCES accounts(id),
  CHECK ((purpose = ANY (ARRAY['invitation'::text, 'reset'::text])))
);
CREATE INDEX account_links_account ON account_links USING btree (account_id);

create table accounts (
  id uuid not null,
  email text,
  user_name text,
  password_hash text,
  created_at timestamp with time zone not null,
  PRIMARY KEY (id)
);
CREATE UNIQUE INDEX accounts_email_key ON accounts USING btree (lower(email));
CREATE UNIQUE INDEX accounts_user_name_key ON accounts USING btree (lower(user_name));

create table agent_states (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  name text not null,
  agent_id uuid not null,
  state text not null,
  reason text,
  began_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  seconds bigint,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, agent_id) REFERENCES users(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  CHECK ((state = ANY (ARRAY['available'::text, 'talking'::text, 'wrap_up'::text, 'pause'::text, 'off'::text])))
);
alter table agent_states enable row level security; -- policy own_workspace
CREATE INDEX agent_states_agent ON agent_states USING btree (workspace_id, agent_id, began_at, id);
CREATE INDEX agent_states_began ON agent_states USING btree (workspace_id, began_at, id);
CREATE UNIQUE INDEX agent_states_now ON agent_states USING btree (workspace_id, agent_id) WHERE ((ended_at IS NULL) AND (deleted_at IS NULL));

create table analysis_answers (
  workspace_id uuid not null,
  analysis text not null,
  computed_at timestamp with time zone not null,
  answer jsonb not null,
  PRIMARY KEY (workspace_id, analysis),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table analysis_answers enable row level security; -- policy own_workspace

create table api_keys (
  workspace_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  name text not null,
  beginning text not null,
  key_hash bytea not null,
  scopes text[] not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone,
  last_used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, user_id) REFERENCES users(workspace_id, id)
);
alter table api_keys enable row level security; -- policy own_workspace
CREATE UNIQUE INDEX api_keys_hash_key ON api_keys USING btree (workspace_id, key_hash);
CREATE INDEX api_keys_user ON api_keys USING btree (workspace_id, user_id);

create table approval_lines (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  name text not null,
  object text not null,
  occasion text not null,
  "position" bigint not null,
  condition jsonb,
  from_amount numeric(18,2),
  to_amount numeric(18,2),
  department_ids uuid[] not null default '{}'::uuid[],
  role_ids uuid[] not null default '{}'::uuid[],
  steps jsonb not null default '[]'::jsonb,
  is_active boolean not null default false,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table approval_lines enable row level security; -- policy own_workspace
CREATE INDEX approval_lines_occasion ON approval_lines USING btree (workspace_id, object, occasion, "position");

create table approval_signatures (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  approval_id uuid not null,
  round bigint not null,
  step bigint not null,
  seat bigint not null,
  "position" bigint not null,
  person_id uuid,
  status text not null,
  reason text,
  in_place_of_id uuid,
  signed_by_id uuid,
  comment text,
  note text,
  decided_at timestamp with time zone,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, approval_id) REFERENCES approvals(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, in_place_of_id) REFERENCES users(workspace_id, id),
  FOREIGN KEY (workspace_id, person_id) REFERENCES users(workspace_id, id),
  FOREIGN KEY (workspace_id, signed_by_id) REFERENCES users(workspace_id, id)
);
alter table approval_signatures enable row level security; -- policy own_workspace
CREATE INDEX approval_signatures_approval ON approval_signatures USING btree (workspace_id, approval_id, round, step, seat, "position");
CREATE INDEX approval_signatures_in_place_of ON approval_signatures USING btree (workspace_id, in_place_of_id);
CREATE INDEX approval_signatures_open ON approval_signatures USING btree (workspace_id, person_id) WHERE (status = ANY (ARRAY['waiting'::text, 'later'::text]));
CREATE INDEX approval_signatures_person ON approval_signatures USING btree (workspace_id, person_id, approval_id);
CREATE INDEX approval_signatures_signed_by ON approval_signatures USING btree (workspace_id, signed_by_id);

create table approvals (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  title text not null,
  object text not null,
  record text not null,
  occasion text not null,
  line_id uuid,
  amount numeric(18,2),
  facts jsonb not null default '[]'::jsonb,
  reason text,
  status text not null,
  round bigint not null,
  requested_by_id uuid not null,
  steps jsonb not null default '[]'::jsonb,
  waiting_for_ids uuid[] not null default '{}'::uuid[],
  withdrawal text,
  decided_at timestamp with time zone,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, line_id) REFERENCES approval_lines(workspace_id, id),
  FOREIGN KEY (workspace_id, requested_by_id) REFERENCES users(workspace_id, id),
  CHECK ((record ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'::text))
);
alter table approvals enable row level security; -- policy own_workspace
CREATE INDEX approvals_line ON approvals USING btree (workspace_id, line_id);
CREATE INDEX approvals_newest ON approvals USING btree (workspace_id, created_at, id) WHERE (deleted_at IS NULL);
CREATE UNIQUE INDEX approvals_open ON approvals USING btree (workspace_id, object, record, occasion) WHERE ((status = ANY (ARRAY['waiting'::text, 'returned'::text])) AND (deleted_at IS NULL));
CREATE INDEX approvals_record ON approvals USING btree (workspace_id, record, created_at, id);
CREATE INDEX approvals_requester ON approvals USING btree (workspace_id, requested_by_id, created_at, id);

create table archive_clocks (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  rule_id uuid not null,
  kind text not null,
  customer_id uuid not null,
  source_id uuid not null,
  owner_id uuid,
  department_id uuid,
  started_at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  done_at timestamp with time zone,
  is_on_time boolean,
  missing text[] not null default '{}'::text[],
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id, department_id) REFERENCES departments(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, owner_id) REFERENCES users(workspace_id, id),
  FOREIGN KEY (workspace_id, rule_id) REFERENCES archive_rules(workspace_id, id)
);
alter table archive_clocks enable row level security; -- policy own_workspace
CREATE INDEX archive_clocks_customer ON archive_clocks USING btree (workspace_id, customer_id, started_at);
CREATE INDEX archive_clocks_department ON archive_clocks USING btree (workspace_id, department_id, due_at);
CREATE INDEX archive_clocks_due ON archive_clocks USING btree (workspace_id, due_at, id);
CREATE INDEX archive_clocks_open ON archive_clocks USING btree (workspace_id, due_at, id) WHERE (done_at IS NULL);
CREATE INDEX archive_clocks_owner ON archive_clocks USING btree (workspace_id, owner_id, due_at);
CREATE UNIQUE INDEX archive_clocks_source_key ON archive_clocks USING btree (workspace_id, rule_id, source_id);

create table archive_rules (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  name text not null,
  start text not null,
  count bigint not null,
  unit text not null,
  calendar_id uuid,
  required_organisation text[] not null default '{}'::text[],
  required_person text[] not null default '{}'::text[],
  is_active boolean not null default false,
  since timestamp with time zone,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, calendar_id) REFERENCES calendars(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table archive_rules enable row level security; -- policy own_workspace
CREATE INDEX archive_rules_calendar ON archive_rules USING btree (workspace_id, calendar_id);

create table article_categories (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  name text not null,
  name_en text,
  parent_id uuid,
  "position" bigint not null default 1,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, parent_id) REFERENCES article_categories(workspace_id, id)
);
alter table article_categories enable row level security; -- policy own_workspace
CREATE INDEX article_categories_parent ON article_categories USING btree (workspace_id, parent_id) WHERE (parent_id IS NOT NULL);
CREATE INDEX article_categories_position ON article_categories USING btree (workspace_id, "position", id);

create table article_editions (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  name text not null,
  article_id uuid not null,
  edition bigint not null,
  status text not null,
  title text not null,
  title_en text,
  body text not null,
  body_en text,
  audience text not null,
  note text,
  author_id uuid,
  published_at timestamp with time zone,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, article_id) REFERENCES articles(workspace_id, id),
  FOREIGN KEY (workspace_id, author_id) REFERENCES users(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  CHECK ((audience = ANY (ARRAY['internal'::text, 'public'::text]))),
  CHECK ((status = ANY (ARRAY['draft'::text, 'published'::text, 'superseded'::text, 'dropped'::text])))
);
alter table article_editions enable row level security; -- policy own_workspace
CREATE INDEX article_editions_article ON article_editions USING btree (workspace_id, article_id, edition, id);
CREATE INDEX article_editions_author ON article_editions USING btree (workspace_id, author_id) WHERE (author_id IS NOT NULL);
CREATE INDEX article_editions_created ON article_editions USING btree (workspace_id, created_at, id);
CREATE UNIQUE INDEX article_editions_draft ON article_editions USING btree (workspace_id, article_id) WHERE ((status = 'draft'::text) AND (deleted_at IS NULL));
CREATE UNIQUE INDEX article_editions_published ON article_editions USING btree (workspace_id, article_id) WHERE ((status = 'published'::text) AND (deleted_at IS NULL));

create table article_ratings (
  workspace_id uuid not null,
  article_id uuid not null,
  reader text not null,
  is_helpful boolean not null,
  at timestamp with time zone not null,
  PRIMARY KEY (workspace_id, article_id, reader),
  FOREIGN KEY (workspace_id, article_id) REFERENCES articles(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table article_ratings enable row level security; -- policy own_workspace

create table articles (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  number text not null,
  kind text not null,
  title text not null,
  title_pinyin text not null default ''::text,
  title_initials text not null default ''::text,
  title_en text,
  body text not null,
  body_en text,
  audience text not null default 'internal'::text,
  category_id uuid,
  product_id uuid,
  request_id uuid,
  owner_id uuid,
  tags text[] not null default '{}'::text[],
  status text not null default 'draft'::text,
  is_waiting boolean not null default false,
  edition bigint not null default 0,
  published_at timestamp with time zone,
  review_on date,
  retired_reason text,
  helpful_count bigint not null default 0,
  unhelpful_count bigint not null default 0,
  search_text text generated always as (search_text_of(VARIADIC ARRAY[number, title, title_en, body, body_en])) stored,
  title_form text generated always as (search_form(title)) stored,
  title_words text[] generated always as (words_of(title)) stored,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, category_id) REFERENCES article_categories(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, owner_id) REFERENCES users(workspace_id, id),
  FOREIGN KEY (workspace_id, product_id) REFERENCES products(workspace_id, id),
  FOREIGN KEY (workspace_id, request_id) REFERENCES service_requests(workspace_id, id),
  CHECK ((audience = ANY (ARRAY['internal'::text, 'public'::text]))),
  CHECK (((status = 'draft'::text) = (edition = 0))),
  CHECK ((kind = ANY (ARRAY['article'::text, 'script'::text, 'product_fact'::text, 'price_notice'::text]))),
  CHECK ((status = ANY (ARRAY['draft'::text, 'published'::text, 'retired'::text])))
);
alter table articles enable row level security; -- policy own_workspace
CREATE INDEX articles_category ON articles USING btree (workspace_id, category_id) WHERE (category_id IS NOT NULL);
CREATE UNIQUE INDEX articles_number_key ON articles USING btree (workspace_id, number) WHERE (deleted_at IS NULL);
CREATE INDEX articles_owner ON articles USING btree (workspace_id, owner_id, updated_at, id) WHERE (owner_id IS NOT NULL);
CREATE INDEX articles_product ON articles USING btree (workspace_id, product_id) WHERE (product_id IS NOT NULL);
CREATE INDEX articles_reading ON articles USING gin (title_pinyin gin_trgm_ops, title_initials gin_trgm_ops);
CREATE UNIQUE INDEX articles_request_key ON articles USING btree (workspace_id, request_id) WHERE (deleted_at IS NULL);
CREATE INDEX articles_review ON articles USING btree (workspace_id, review_on, id) WHERE ((status = 'published'::text) AND (deleted_at IS NULL));
CREATE INDEX articles_search ON articles USING gin (search_text gin_trgm_ops);
CREATE INDEX articles_status ON articles USING btree (workspace_id, status, published_at, id);
CREATE INDEX articles_title ON articles USING gin (title_form gin_trgm_ops) WHERE (status = 'published'::text);
CREATE INDEX articles_title_order ON articles USING btree (workspace_id, title_pinyin, id);
CREATE INDEX articles_title_words ON articles USING gin (title_words) WHERE (status = 'published'::text);
CREATE INDEX articles_updated ON articles USING btree (workspace_id, updated_at, id);

create table assets (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  number text not null,
  name text not null,
  customer_id uuid not null,
  product_id uuid,
  serial text,
  installed_on date,
  warranty_until date,
  entitlement_id uuid,
  place jsonb,
  status text not null,
  remark text,
  files jsonb not null default '[]'::jsonb,
  search_text text generated always as (search_text_of(VARIADIC ARRAY[name, serial, number])) stored,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id, entitlement_id) REFERENCES entitlements(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, product_id) REFERENCES products(workspace_id, id)
);
alter table assets enable row level security; -- policy own_workspace
CREATE INDEX assets_customer ON assets USING btree (workspace_id, customer_id, name, id);
CREATE INDEX assets_entitlement ON assets USING btree (workspace_id, entitlement_id) WHERE (entitlement_id IS NOT NULL);
CREATE UNIQUE INDEX assets_number_key ON assets USING btree (workspace_id, number) WHERE (deleted_at IS NULL);
CREATE INDEX assets_product ON assets USING btree (workspace_id, product_id) WHERE (product_id IS NOT NULL);
CREATE INDEX assets_search ON assets USING gin (search_text gin_trgm_ops);
CREATE INDEX assets_warranty ON assets USING btree (workspace_id, warranty_until, id) WHERE (warranty_until IS NOT NULL);

create table assignment_rules (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  name text not null,
  "position" bigint not null default 1,
  condition jsonb,
  department_ids uuid[] not null default '{}'::uuid[],
  person_ids uuid[] not null default '{}'::uuid[],
  skills text[] not null default '{}'::text[],
  by_territory boolean not null default false,
  by_industry boolean not null default false,
  by_tier boolean not null default false,
  is_active boolean not null default false,
  object text not null default 'customer'::text,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table assignment_rules enable row level security; -- policy own_workspace
CREATE INDEX assignment_rules_position ON assignment_rules USING btree (workspace_id, "position", id);

create table assignment_turns (
  workspace_id uuid not null,
  user_id uuid not null,
  turn bigint not null,
  PRIMARY KEY (workspace_id, user_id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, user_id) REFERENCES users(workspace_id, id)
);
alter table assignment_turns enable row level security; -- policy own_workspace

create table bulk_changes (
  workspace_id uuid not null,
  id uuid not null,
  object text not null,
  state text not null,
  work jsonb not null,
  question jsonb,
  total bigint not null,
  result jsonb not null,
  job_id uuid,
  undone_to uuid,
  created_by uuid not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  CHECK ((state = ANY (ARRAY['running'::text, 'done'::text, 'cancelled'::text, 'failed'::text, 'undoing'::text, 'undone'::text])))
);
alter table bulk_changes enable row level security; -- policy own_workspace
CREATE INDEX bulk_changes_owner ON bulk_changes USING btree (workspace_id, created_by, object, id);

create table bulk_slices (
  workspace_id uuid not null,
  bulk_change_id uuid not null,
  place integer not null,
  ids uuid[] not null,
  PRIMARY KEY (workspace_id, bulk_change_id, place),
  FOREIGN KEY (workspace_id, bulk_change_id) REFERENCES bulk_changes(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table bulk_slices enable row level security; -- policy own_workspace

create table calendar_days (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  calendar_id uuid not null,
  day date not null,
  kind text not null,
  name text,
  hours jsonb not null default '[]'::jsonb,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, calendar_id) REFERENCES calendars(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table calendar_days enable row level security; -- policy own_workspace
CREATE UNIQUE INDEX calendar_days_day_key ON calendar_days USING btree (workspace_id, calendar_id, day) WHERE (deleted_at IS NULL);

create table calendar_feeds (
  workspace_id uuid not null,
  person_id uuid not null,
  token_hash bytea not null,
  created_at timestamp with time zone not null,
  PRIMARY KEY (workspace_id, person_id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, person_id) REFERENCES users(workspace_id, id)
);
alter table calendar_feeds enable row level security; -- policy own_workspace
CREATE UNIQUE INDEX calendar_feeds_token ON calendar_feeds USING btree (workspace_id, token_hash);

create table calendars (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  name text not null,
  time_zone text not null,
  hours jsonb not null default '[]'::jsonb,
  holidays text not null,
  is_default boolean not null default false,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table calendars enable row level security; -- policy own_workspace
CREATE UNIQUE INDEX calendars_is_default_key ON calendars USING btree (workspace_id) WHERE (is_default AND (deleted_at IS NULL));
CREATE UNIQUE INDEX calendars_name_key ON calendars USING btree (workspace_id, name) WHERE (deleted_at IS NULL);

create table call_backs (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  number text not null,
  subject text not null,
  why text not null default 'by_hand'::text,
  customer_id uuid,
  contact_id uuid,
  phone text,
  queue_id uuid,
  owner_id uuid,
  due_at timestamp with time zone,
  status text not null default 'open'::text,
  tries bigint not null default 0,
  last_try_at timestamp with time zone,
  attempts jsonb not null default '[]'::jsonb,
  words text,
  reason text,
  missed_calls bigint not null default 0,
  after_id uuid,
  request_id uuid,
  closed_at timestamp with time zone,
  late_at timestamp with time zone,
  origin_key text,
  search_text text generated always as (search_text_of(VARIADIC ARRAY[number, subject, phone])) stored,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, after_id) REFERENCES service_requests(workspace_id, id),
  FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts(workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, owner_id) REFERENCES users(workspace_id, id),
  FOREIGN KEY (workspace_id, queue_id) REFERENCES call_queues(workspace_id, id),
  FOREIGN KEY (workspace_id, request_id) REFERENCES service_requests(workspace_id, id),
  CHECK (((status <> 'open'::text) OR (due_at IS NOT NULL))),
  CHECK ((status = ANY (ARRAY['open'::text, 'settled'::text, 'unsettled'::text, 'wrong_number'::text, 'called_again'::text, 'given_up'::text, 'reopened'::text]))),
  CHECK ((why = ANY (ARRAY['missed'::text, 'after_request'::text, 'promised'::text, 'by_hand'::text])))
);
alter table call_backs enable row level security; -- policy own_workspace
CREATE INDEX call_backs_after ON call_backs USING btree (workspace_id, after_id) WHERE (after_id IS NOT NULL);
CREATE INDEX call_backs_contact ON call_backs USING btree (workspace_id, contact_id) WHERE (contact_id IS NOT NULL);
CREATE INDEX call_backs_created ON call_backs USING btree (workspace_id, created_at, id);
CREATE INDEX call_backs_customer ON call_backs USING btree (workspace_id, customer_id, created_at, id);
CREATE INDEX call_backs_due ON call_backs USING btree (workspace_id, due_at, id);
CREATE UNIQUE INDEX call_backs_missed ON call_backs USING btree (workspace_id, phone) WHERE ((why = 'missed'::text) AND (status = 'open'::text) AND (deleted_at IS NULL));
CREATE INDEX call_backs_not_told ON call_backs USING btree (workspace_id, due_at, id) WHERE ((status = 'open'::text) AND (late_at IS NULL) AND (deleted_at IS NULL));
CREATE UNIQUE INDEX call_backs_number_key ON call_backs USING btree (workspace_id, number) WHERE (deleted_at IS NULL);
CREATE INDEX call_backs_open ON call_backs USING btree (workspace_id, due_at, id) WHERE ((status = 'open'::text) AND (deleted_at IS NULL));
CREATE UNIQUE INDEX call_backs_origin ON call_backs USING btree (workspace_id, origin_key) WHERE (origin_key IS NOT NULL);
CREATE INDEX call_backs_owner ON call_backs USING btree (workspace_id, owner_id, status, due_at, id) WHERE (owner_id IS NOT NULL);
CREATE INDEX call_backs_queue ON call_backs USING btree (workspace_id, queue_id) WHERE (queue_id IS NOT NULL);
CREATE INDEX call_backs_request ON call_backs USING btree (workspace_id, request_id) WHERE (request_id IS NOT NULL);
CREATE INDEX call_backs_search ON call_backs USING gin (search_text gin_trgm_ops);

create table call_queues (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  name text not null,
  "position" bigint not null default 1,
  line text,
  people_ids uuid[] not null default '{}'::uuid[],
  manager_id uuid,
  calendar_id uuid,
  target_percent bigint not null default 80,
  target_seconds bigint not null default 20,
  short_seconds bigint not null default 5,
  most_waiting_minutes bigint not null default 15,
  call_back_minutes bigint not null default 60,
  retries jsonb not null default '[]'::jsonb,
  after_request_days bigint,
  after_request_priorities text[] not null default '{}'::text[],
  is_active boolean not null default true,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, calendar_id) REFERENCES calendars(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, manager_id) REFERENCES users(workspace_id, id),
  CHECK ((((target_percent >= 1) AND (target_percent <= 100)) AND ((target_seconds >= 1) AND (target_seconds <= 3600)) AND ((short_seconds >= 0) AND (short_seconds <= target_seconds)))),
  CHECK (((most_waiting_minutes >= 1) AND (call_back_minutes >= 1) AND (after_request_days >= 1)))
);
alter table call_queues enable row level security; -- policy own_workspace
CREATE INDEX call_queues_calendar ON call_queues USING btree (workspace_id, calendar_id) WHERE (calendar_id IS NOT NULL);
CREATE INDEX call_queues_manager ON call_queues USING btree (workspace_id, manager_id) WHERE (manager_id IS NOT NULL);
CREATE INDEX call_queues_people ON call_queues USING gin (people_ids);
CREATE INDEX call_queues_position ON call_queues USING btree (workspace_id, "position", id);

create table calls (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  summary text not null default ''::text,
  number text not null,
  direction text not null default 'in'::text,
  phone text,
  line text,
  queue_id uuid,
  customer_id uuid,
  contact_id uuid,
  agent_id uuid,
  category text,
  note text,
  status text not null default 'waiting'::text,
  result text,
  arrived_at timestamp with time zone not null,
  answered_at timestamp with time zone,
  ended_at timestamp with time zone,
  done_at timestamp with time zone,
  waiting_seconds bigint,
  talk_seconds bigint,
  wrap_up_seconds bigint,
  interaction_id uuid,
  request_id uuid,
  complaint_id uuid,
  lead_id uuid,
  call_back_id uuid,
  exchange_id text,
  search_text text generated always as (search_text_of(VARIADIC ARRAY[number, phone, note])) stored,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, agent_id) REFERENCES users(workspace_id, id),
  FOREIGN KEY (workspace_id, call_back_id) REFERENCES call_backs(workspace_id, id),
  FOREIGN KEY (workspace_id, complaint_id) REFERENCES complaints(workspace_id, id),
  FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts(workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, interaction_id) REFERENCES interactions(workspace_id, id),
  FOREIGN KEY (workspace_id, lead_id) REFERENCES leads(workspace_id, id),
  FOREIGN KEY (workspace_id, queue_id) REFERENCES call_queues(workspace_id, id),
  FOREIGN KEY (workspace_id, request_id) REFERENCES service_requests(workspace_id, id),
  CHECK (((direction = 'out'::text) OR (phone IS NULL) OR (status <> ALL (ARRAY['missed'::text, 'abandoned'::text])) OR (call_back_id IS NOT NULL))),
  CHECK ((direction = ANY (ARRAY['in'::text, 'out'::text]))),
  CHECK ((status = ANY (ARRAY['waiting'::text, 'talking'::text, 'wrap_up'::text, 'done'::text, 'missed'::text, 'abandoned'::text])))
);
alter table calls enable row level security; -- policy own_workspace
CREATE INDEX calls_agent ON calls USING btree (workspace_id, agent_id, arrived_at, id);
CREATE INDEX calls_arrived ON calls USING btree (workspace_id, arrived_at, id);
CREATE INDEX calls_call_back ON calls USING btree (workspace_id, call_back_id) WHERE (call_back_id IS NOT NULL);
CREATE INDEX calls_complaint ON calls USING btree (workspace_id, complaint_id) WHERE (complaint_id IS NOT NULL);
CREATE INDEX calls_contact ON calls USING btree (workspace_id, contact_id) WHERE (contact_id IS NOT NULL);
CREATE INDEX calls_customer ON calls USING btree (workspace_id, customer_id, arrived_at, id);
CREATE UNIQUE INDEX calls_exchange_key ON calls USING btree (workspace_id, exchange_id) WHERE ((exchange_id IS NOT NULL) AND (deleted_at IS NULL));
CREATE INDEX calls_going_on ON calls USING btree (workspace_id, status, arrived_at, id) WHERE ((status = ANY (ARRAY['waiting'::text, 'talking'::text, 'wrap_up'::text])) AND (deleted_at IS NULL));
CREATE UNIQUE INDEX calls_interaction ON calls USING btree (workspace_id, interaction_id) WHERE (interaction_id IS NOT NULL);
CREATE INDEX calls_lead ON calls USING btree (workspace_id, lead_id) WHERE (lead_id IS NOT NULL);
CREATE UNIQUE INDEX calls_number_key ON calls USING btree (workspace_id, number) WHERE (deleted_at IS NULL);
CREATE INDEX calls_phone ON calls USING btree (workspace_id, phone, arrived_at, id) WHERE (phone IS NOT NULL);
CREATE INDEX calls_queue ON calls USING btree (workspace_id, queue_id, arrived_at, id);
CREATE INDEX calls_request ON calls USING btree (workspace_id, request_id) WHERE (request_id IS NOT NULL);
CREATE INDEX calls_search ON calls USING gin (search_text gin_trgm_ops);
CREATE UNIQUE INDEX calls_talking ON calls USING btree (workspace_id, agent_id) WHERE ((status = 'talking'::text) AND (direction = 'in'::text) AND (deleted_at IS NULL));

create table campaigns (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  name text not null,
  name_pinyin text not null default ''::text,
  name_initials text not null default ''::text,
  from_on date,
  until_on date,
  owner_id uuid,
  remark text,
  search_text text generated always as (search_text_of(VARIADIC ARRAY[name])) stored,
  budget numeric(18,2),
  expenses jsonb,
  cost numeric(18,2),
  spent_months text,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, owner_id) REFERENCES users(workspace_id, id),
  CHECK ((until_on >= from_on))
);
alter table campaigns enable row level security; -- policy own_workspace
CREATE INDEX campaigns_cost ON campaigns USING btree (workspace_id, cost, id);
CREATE INDEX campaigns_from ON campaigns USING btree (workspace_id, from_on, id);
CREATE INDEX campaigns_name_order ON campaigns USING btree (workspace_id, name_pinyin, id);
CREATE INDEX campaigns_owner ON campaigns USING btree (workspace_id, owner_id);
CREATE INDEX campaigns_search ON campaigns USING gin (search_text gin_trgm_ops);

create table claims (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  number text not null,
  order_id uuid not null,
  customer_id uuid,
  status text not null default 'open'::text,
  kind text not null,
  description text not null,
  photos jsonb not null default '[]'::jsonb,
  lines jsonb not null default '[]'::jsonb,
  claimed_amount numeric(18,2),
  reported_on date not null,
  owner_id uuid,
  settlement text,
  proposal text,
  settled_amount numeric(18,2),
  settled_at timestamp with time zone,
  reason text,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, order_id) REFERENCES orders(workspace_id, id),
  FOREIGN KEY (workspace_id, owner_id) REFERENCES users(workspace_id, id),
  CHECK ((status = ANY (ARRAY['open'::text, 'proposed'::text, 'settled'::text, 'rejected'::text])))
);
alter table claims enable row level security; -- policy own_workspace
CREATE INDEX claims_customer ON claims USING btree (workspace_id, customer_id, created_at, id);
CREATE UNIQUE INDEX claims_number_key ON claims USING btree (workspace_id, number) WHERE (deleted_at IS NULL);
CREATE INDEX claims_order ON claims USING btree (workspace_id, order_id);
CREATE INDEX claims_owner ON claims USING btree (workspace_id, owner_id) WHERE (owner_id IS NOT NULL);
CREATE INDEX claims_reported ON claims USING btree (workspace_id, reported_on, id);

create table comments (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  object text not null,
  record text not null,
  text text not null,
  mention_ids uuid[] not null default '{}'::uuid[],
  author_id uuid,
  edited_at timestamp with time zone,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, author_id) REFERENCES users(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  CHECK ((record ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'::text))
);
alter table comments enable row level security; -- policy own_workspace
CREATE INDEX comments_author ON comments USING btree (workspace_id, author_id);
CREATE INDEX comments_newest ON comments USING btree (workspace_id, created_at, id) WHERE (deleted_at IS NULL);
CREATE INDEX comments_record ON comments USING btree (workspace_id, record, created_at, id) WHERE (deleted_at IS NULL);

create table compensations (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  name text not null,
  complaint_id uuid not null,
  customer_id uuid not null,
  kind text not null,
  amount numeric(18,2) not null,
  points bigint,
  gift text,
  reason text,
  status text not null default 'draft'::text,
  approved_at timestamp with time zone,
  given_at timestamp with time zone,
  given_by_id uuid,
  given_how text,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, complaint_id) REFERENCES complaints(workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, given_by_id) REFERENCES users(workspace_id, id),
  CHECK ((amount >= (0)::numeric)),
  CHECK ((kind = ANY (ARRAY['refund'::text, 'gift'::text, 'points'::text, 'discount'::text]))),
  CHECK ((status = ANY (ARRAY['draft'::text, 'waiting'::text, 'approved'::text, 'refused'::text, 'given'::text, 'cancelled'::text])))
);
alter table compensations enable row level security; -- policy own_workspace
CREATE INDEX compensations_complaint ON compensations USING btree (workspace_id, complaint_id, created_at, id);
CREATE INDEX compensations_created ON compensations USING btree (workspace_id, created_at, id);
CREATE INDEX compensations_customer ON compensations USING btree (workspace_id, customer_id, created_at, id);
CREATE INDEX compensations_given_by ON compensations USING btree (workspace_id, given_by_id) WHERE (given_by_id IS NOT NULL);

create table competitors (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  name text not null,
  name_pinyin text not null default ''::text,
  name_initials text not null default ''::text,
  website text,
  price_level text,
  strengths text,
  weaknesses text,
  remark text,
  search_text text generated always as (search_text_of(VARIADIC ARRAY[name])) stored,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table competitors enable row level security; -- policy own_workspace
CREATE INDEX competitors_name_order ON competitors USING btree (workspace_id, name_pinyin, id);
CREATE INDEX competitors_search ON competitors USING gin (search_text gin_trgm_ops);

create table complaint_causes (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  name text not null,
  parent_id uuid,
  "position" bigint not null default 1,
  plan text,
  is_active boolean not null default true,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, parent_id) REFERENCES complaint_causes(workspace_id, id)
);
alter table complaint_causes enable row level security; -- policy own_workspace
CREATE INDEX complaint_causes_parent ON complaint_causes USING btree (workspace_id, parent_id) WHERE (parent_id IS NOT NULL);
CREATE INDEX complaint_causes_position ON complaint_causes USING btree (workspace_id, "position", id);

create table complaints (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  number text not null,
  subject text not null,
  description text,
  origin text not null default 'direct'::text,
  customer_id uuid not null,
  contact_id uuid,
  request_id uuid,
  order_id uuid,
  product_id uuid,
  owner_id uuid,
  severity text not null,
  priority text not null,
  status text not null default 'opened'::text,
  steps jsonb not null default '[]'::jsonb,
  opened_at timestamp with time zone not null,
  heard text,
  wanted text,
  definition text,
  cause_id uuid,
  responsible_department_id uuid,
  responsible_person_id uuid,
  plan text,
  proposed text,
  agreed text,
  apology text,
  outcome text,
  handling_cost numeric(18,2),
  compensation_cost numeric(18,2) not null default 0,
  done_at timestamp with time zone,
  call_back_on date,
  call_back_task_id uuid,
  verified_at timestamp with time zone,
  call_back_words text,
  reopened_count bigint not null default 0,
  withdrawn_reason text,
  raised_at timestamp with time zone,
  repeats_id uuid,
  rule_id uuid,
  occasion_key text,
  facts jsonb not null default '[]'::jsonb,
  search_text text generated always as (search_text_of(VARIADIC ARRAY[number, subject, description, definition])) stored,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, call_back_task_id) REFERENCES tasks(workspace_id, id),
  FOREIGN KEY (workspace_id, cause_id) REFERENCES complaint_causes(workspace_id, id),
  FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts(workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, order_id) REFERENCES orders(workspace_id, id),
  FOREIGN KEY (workspace_id, owner_id) REFERENCES users(workspace_id, id),
  FOREIGN KEY (workspace_id, product_id) REFERENCES products(workspace_id, id),
  FOREIGN KEY (workspace_id, repeats_id) REFERENCES complaints(workspace_id, id),
  FOREIGN KEY (workspace_id, request_id) REFERENCES service_requests(workspace_id, id),
  FOREIGN KEY (workspace_id, responsible_department_id) REFERENCES departments(workspace_id, id),
  FOREIGN KEY (workspace_id, responsible_person_id) REFERENCES users(workspace_id, id),
  FOREIGN KEY (workspace_id, rule_id) REFERENCES warning_rules(workspace_id, id),
  CHECK (((handling_cost >= (0)::numeric) AND (compensation_cost >= (0)::numeric))),
  CHECK ((origin = ANY (ARRAY['request'::text, 'direct'::text, 'warning'::text]))),
  CHECK ((status = ANY (ARRAY['opened'::text, 'listened'::text, 'defined'::text, 'proposed'::text, 'agreed'::text, 'apologised'::text, 'done'::text, 'verified'::text, 'withdrawn'::text])))
);
alter table complaints enable row level security; -- policy own_workspace
CREATE INDEX complaints_call_back ON complaints USING btree (workspace_id, call_back_on, id) WHERE ((status = 'done'::text) AND (deleted_at IS NULL));
CREATE INDEX complaints_cause ON complaints USING btree (workspace_id, cause_id, opened_at, id) WHERE (cause_id IS NOT NULL);
CREATE INDEX complaints_contact ON complaints USING btree (workspace_id, contact_id) WHERE (contact_id IS NOT NULL);
CREATE INDEX complaints_customer ON complaints USING btree (workspace_id, customer_id, opened_at, id);
CREATE INDEX complaints_department ON complaints USING btree (workspace_id, responsible_department_id) WHERE (responsible_department_id IS NOT NULL);
CREATE UNIQUE INDEX complaints_number_key ON complaints USING btree (workspace_id, number) WHERE (deleted_at IS NULL);
CREATE UNIQUE INDEX complaints_occasion ON complaints USING btree (workspace_id, occasion_key) WHERE (occasion_key IS NOT NULL);
CREATE INDEX complaints_opened ON complaints USING btree (workspace_id, opened_at, id);
CREATE INDEX complaints_order ON complaints USING btree (workspace_id, order_id) WHERE (order_id IS NOT NULL);
CREATE INDEX complaints_owner ON complaints USING btree (workspace_id, owner_id, status, opened_at, id) WHERE (owner_id IS NOT NULL);
CREATE INDEX complaints_person ON complaints USING btree (workspace_id, responsible_person_id) WHERE (responsible_person_id IS NOT NULL);
CREATE INDEX complaints_product ON complaints USING btree (workspace_id, product_id) WHERE (product_id IS NOT NULL);
CREATE INDEX complaints_repeats ON complaints USING btree (workspace_id, repeats_id) WHERE (repeats_id IS NOT NULL);
CREATE UNIQUE INDEX complaints_request_key ON complaints USING btree (workspace_id, request_id) WHERE (deleted_at IS NULL);
CREATE INDEX complaints_rule ON complaints USING btree (workspace_id, rule_id, customer_id, opened_at) WHERE (rule_id IS NOT NULL);
CREATE INDEX complaints_search ON complaints USING gin (search_text gin_trgm_ops);
CREATE INDEX complaints_status ON complaints USING btree (workspace_id, status, opened_at, id);
CREATE INDEX complaints_task ON complaints USING btree (workspace_id, call_back_task_id) WHERE (call_back_task_id IS NOT NULL);

create table consents (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  customer_id uuid not null,
  contact_id uuid,
  purpose text not null,
  channel text not null,
  state text not null,
  at timestamp with time zone not null,
  until date,
  how text,
  evidence text,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts(workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  CHECK ((state = ANY (ARRAY['granted'::text, 'withdrawn'::text])))
);
alter table consents enable row level security; -- policy own_workspace
CREATE INDEX consents_at ON consents USING btree (workspace_id, at, id);
CREATE INDEX consents_contact ON consents USING btree (workspace_id, contact_id) WHERE (contact_id IS NOT NULL);
CREATE INDEX consents_customer ON consents USING btree (workspace_id, customer_id, at, id);
CREATE INDEX consents_until ON consents USING btree (workspace_id, until) WHERE (until IS NOT NULL);

create table contacts (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  customer_id uuid not null,
  name text not null,
  name_pinyin text not null default ''::text,
  name_initials text not null default ''::text,
  department text,
  "position" text,
  decision_role text,
  level text,
  phones text[] not null default '{}'::text[],
  emails text[] not null default '{}'::text[],
  wechat text,
  gender text,
  birthday date,
  birthday_calendar text,
  best_time text,
  attitude text,
  is_primary boolean not null default false,
  remark text,
  search_text text generated always as (search_text_of(VARIADIC ARRAY[name, joined(phones), joined(emails), wechat, "position"])) stored,
  anonymised_at timestamp with time zone,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table contacts enable row level security; -- policy own_workspace
CREATE INDEX contacts_anonymised ON contacts USING btree (workspace_id, id) WHERE (anonymised_at IS NOT NULL);
CREATE INDEX contacts_bin ON contacts USING btree (workspace_id, id) WHERE (deleted_at IS NOT NULL);
CREATE INDEX contacts_customer ON contacts USING btree (workspace_id, customer_id);
CREATE INDEX contacts_emails ON contacts USING gin (emails);
CREATE INDEX contacts_initials ON contacts USING btree (workspace_id, name_initials text_pattern_ops);
CREATE INDEX contacts_name_order ON contacts USING btree (workspace_id, name_pinyin, id);
CREATE INDEX contacts_phones ON contacts USING gin (phones);
CREATE INDEX contacts_pinyin ON contacts USING btree (workspace_id, name_pinyin text_pattern_ops);
CREATE INDEX contacts_search ON contacts USING gin (search_text gin_trgm_ops);

create table contract_risks (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  contract_id uuid not null,
  customer_id uuid not null,
  ends_on date,
  risk numeric(7,2) not null,
  against_usual numeric(20,1) not null,
  reasons jsonb,
  as_of date not null,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, contract_id) REFERENCES contracts(workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table contract_risks enable row level security; -- policy own_workspace
CREATE INDEX contract_risks_bin ON contract_risks USING btree (workspace_id, id) WHERE (deleted_at IS NOT NULL);
CREATE INDEX contract_risks_contract ON contract_risks USING btree (workspace_id, contract_id);
CREATE INDEX contract_risks_customer ON contract_risks USING btree (workspace_id, customer_id);
CREATE INDEX contract_risks_risk ON contract_risks USING btree (workspace_id, risk, id);

create table contracts (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  number text not null,
  name text not null,
  customer_id uuid not null,
  contact_id uuid,
  opportunity_id uuid,
  kind text not null,
  status text not null,
  starts_on date,
  ends_on date,
  renews text not null,
  notice_days bigint,
  signed_on date,
  owner_id uuid not null,
  quote_id uuid,
  amends_id uuid,
  end_reason text,
  currency text not null,
  exchange_rate numeric(20,6) not null default 1,
  prices_include_tax boolean not null default true,
  lines jsonb not null default '[]'::jsonb,
  discount_percent numeric(7,2),
  discount_amount numeric(18,2),
  subtotal numeric(18,2) not null default 0,
  discount_total numeric(18,2) not null default 0,
  net_total numeric(18,2) not null default 0,
  tax_total numeric(18,2) not null default 0,
  total numeric(18,2) not null default 0,
  base_total numeric(18,2) not null default 0,
  base_net numeric(18,2) not null default 0,
  product_ids uuid[] not null default '{}'::uuid[],
  terms text,
  remark text,
  files jsonb not null default '[]'::jsonb,
  search_text text generated always as (search_text_of(VARIADIC ARRAY[name, number])) stored,
  components jsonb not null default '[]'::jsonb,
  parties jsonb not null default '[]'::jsonb,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, amends_id) REFERENCES contracts(workspace_id, id),
  FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts(workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, opportunity_id) REFERENCES opportunities(workspace_id, id),
  FOREIGN KEY (workspace_id, owner_id) REFERENCES users(workspace_id, id),
  FOREIGN KEY (workspace_id, quote_id) REFERENCES quotes(workspace_id, id)
);
alter table contracts enable row level security; -- policy own_workspace
CREATE INDEX contracts_amends ON contracts USING btree (workspace_id, amends_id) WHERE (amends_id IS NOT NULL);
CREATE INDEX contracts_contact ON contracts USING btree (workspace_id, contact_id) WHERE (contact_id IS NOT NULL);
CREATE INDEX contracts_created ON contracts USING btree (workspace_id, created_at, id);
CREATE INDEX contracts_customer ON contracts USING btree (workspace_id, customer_id, created_at);
CREATE INDEX contracts_ends ON contracts USING btree (workspace_id, ends_on, id) WHERE ((status = ANY (ARRAY['signed'::text, 'active'::text])) AND (deleted_at IS NULL));
CREATE INDEX contracts_files ON contracts USING gin (files jsonb_path_ops) WHERE (files <> '[]'::jsonb);
CREATE UNIQUE INDEX contracts_number ON contracts USING btree (workspace_id, number) WHERE (deleted_at IS NULL);
CREATE INDEX contracts_number_gone ON contracts USING btree (workspace_id, number) WHERE (deleted_at IS NOT NULL);
CREATE INDEX contracts_opportunity ON contracts USING btree (workspace_id, opportunity_id) WHERE (opportunity_id IS NOT NULL);
CREATE INDEX contracts_owner ON contracts USING btree (workspace_id, owner_id, created_at);
CREATE INDEX contracts_products ON contracts USING gin (product_ids);
CREATE UNIQUE INDEX contracts_quote ON contracts USING btree (workspace_id, quote_id) WHERE (deleted_at IS NULL);
CREATE INDEX contracts_search ON contracts USING gin (search_text gin_trgm_ops);

create table credit_rules (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  name text not null,
  weight_punctuality bigint not null,
  weight_overdue bigint not null,
  weight_tenure bigint not null,
  weight_value bigint not null,
  unknown_score bigint not null,
  late_days_zero bigint not null,
  overdue_days_zero bigint not null,
  tenure_months_full bigint not null,
  amount_full numeric(18,2) not null,
  score_aaa bigint not null,
  score_aa bigint not null,
  score_a bigint not null,
  score_b bigint not null,
  score_c bigint not null,
  ask_from text not null,
  no_from text not null,
  no_overdue_days bigint not null,
  over_percent bigint not null,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table credit_rules enable row level security; -- policy own_workspace
CREATE UNIQUE INDEX credit_rules_one ON credit_rules USING btree (workspace_id) WHERE (deleted_at IS NULL);

create table custom_fields (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  object text not null,
  key text not null,
  type text not null,
  label_zh text not null,
  label_en text not null,
  required boolean not null default false,
  settings jsonb,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table custom_fields enable row level security; -- policy own_workspace
CREATE UNIQUE INDEX custom_fields_key_key ON custom_fields USING btree (workspace_id, object, key) WHERE (deleted_at IS NULL);

create table custom_objects (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  key text not null,
  place bigint not null,
  label_zh text not null,
  label_en text not null,
  plural_en text not null,
  hint_zh text,
  hint_en text,
  belonging text not null,
  in_navigation boolean not null,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  CHECK ((belonging = ANY (ARRAY['none'::text, 'customer'::text, 'part'::text]))),
  CHECK (((place >= 1) AND (place <= 30)))
);
alter table custom_objects enable row level security; -- policy own_workspace
CREATE UNIQUE INDEX custom_objects_key_key ON custom_objects USING btree (workspace_id, key);
CREATE UNIQUE INDEX custom_objects_place_key ON custom_objects USING btree (workspace_id, place);

create table custom_records_01 (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  number text not null,
  name text not null,
  name_pinyin text not null default ''::text,
  name_initials text not null default ''::text,
  customer_id uuid,
  owner_id uuid,
  search_text text generated always as (search_text_of(VARIADIC ARRAY[name, number])) stored,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, owner_id) REFERENCES users(workspace_id, id)
);
alter table custom_records_01 enable row level security; -- policy own_workspace
CREATE INDEX custom_records_01_created ON custom_records_01 USING btree (workspace_id, created_at, id);
CREATE INDEX custom_records_01_customer ON custom_records_01 USING btree (workspace_id, customer_id, created_at, id) WHERE (customer_id IS NOT NULL);
CREATE INDEX custom_records_01_name_order ON custom_records_01 USING btree (workspace_id, name_pinyin, id);
CREATE INDEX custom_records_01_number_gone ON custom_records_01 USING btree (workspace_id, number) WHERE (deleted_at IS NOT NULL);
CREATE UNIQUE INDEX custom_records_01_number_key ON custom_records_01 USING btree (workspace_id, number) WHERE (deleted_at IS NULL);
CREATE INDEX custom_records_01_owner ON custom_records_01 USING btree (workspace_id, owner_id, created_at, id) WHERE (owner_id IS NOT NULL);
CREATE INDEX custom_records_01_search ON custom_records_01 USING gin (search_text gin_trgm_ops);

create table custom_records_02 (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  number text not null,
  name text not null,
  name_pinyin text not null default ''::text,
  name_initials text not null default ''::text,
  customer_id uuid,
  owner_id uuid,
  search_text text generated always as (search_text_of(VARIADIC ARRAY[name, number])) stored,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, owner_id) REFERENCES users(workspace_id, id)
);
alter table custom_records_02 enable row level security; -- policy own_workspace
CREATE INDEX custom_records_02_created ON custom_records_02 USING btree (workspace_id, created_at, id);
CREATE INDEX custom_records_02_customer ON custom_records_02 USING btree (workspace_id, customer_id, created_at, id) WHERE (customer_id IS NOT NULL);
CREATE INDEX custom_records_02_name_order ON custom_records_02 USING btree (workspace_id, name_pinyin, id);
CREATE INDEX custom_records_02_number_gone ON custom_records_02 USING btree (workspace_id, number) WHERE (deleted_at IS NOT NULL);
CREATE UNIQUE INDEX custom_records_02_number_key ON custom_records_02 USING btree (workspace_id, number) WHERE (deleted_at IS NULL);
CREATE INDEX custom_records_02_owner ON custom_records_02 USING btree (workspace_id, owner_id, created_at, id) WHERE (owner_id IS NOT NULL);
CREATE INDEX custom_records_02_search ON custom_records_02 USING gin (search_text gin_trgm_ops);

create table custom_records_03 (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  number text not null,
  name text not null,
  name_pinyin text not null default ''::text,
  name_initials text not null default ''::text,
  customer_id uuid,
  owner_id uuid,
  search_text text generated always as (search_text_of(VARIADIC ARRAY[name, number])) stored,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, owner_id) REFERENCES users(workspace_id, id)
);
alter table custom_records_03 enable row level security; -- policy own_workspace
CREATE INDEX custom_records_03_created ON custom_records_03 USING btree (workspace_id, created_at, id);
CREATE INDEX custom_records_03_customer ON custom_records_03 USING btree (workspace_id, customer_id, created_at, id) WHERE (customer_id IS NOT NULL);
CREATE INDEX custom_records_03_name_order ON custom_records_03 USING btree (workspace_id, name_pinyin, id);
CREATE INDEX custom_records_03_number_gone ON custom_records_03 USING btree (workspace_id, number) WHERE (deleted_at IS NOT NULL);
CREATE UNIQUE INDEX custom_records_03_number_key ON custom_records_03 USING btree (workspace_id, number) WHERE (deleted_at IS NULL);
CREATE INDEX custom_records_03_owner ON custom_records_03 USING btree (workspace_id, owner_id, created_at, id) WHERE (owner_id IS NOT NULL);
CREATE INDEX custom_records_03_search ON custom_records_03 USING gin (search_text gin_trgm_ops);

create table custom_records_04 (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  number text not null,
  name text not null,
  name_pinyin text not null default ''::text,
  name_initials text not null default ''::text,
  customer_id uuid,
  owner_id uuid,
  search_text text generated always as (search_text_of(VARIADIC ARRAY[name, number])) stored,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, owner_id) REFERENCES users(workspace_id, id)
);
alter table custom_records_04 enable row level security; -- policy own_workspace
CREATE INDEX custom_records_04_created ON custom_records_04 USING btree (workspace_id, created_at, id);
CREATE INDEX custom_records_04_customer ON custom_records_04 USING btree (workspace_id, customer_id, created_at, id) WHERE (customer_id IS NOT NULL);
CREATE INDEX custom_records_04_name_order ON custom_records_04 USING btree (workspace_id, name_pinyin, id);
CREATE INDEX custom_records_04_number_gone ON custom_records_04 USING btree (workspace_id, number) WHERE (deleted_at IS NOT NULL);
CREATE UNIQUE INDEX custom_records_04_number_key ON custom_records_04 USING btree (workspace_id, number) WHERE (deleted_at IS NULL);
CREATE INDEX custom_records_04_owner ON custom_records_04 USING btree (workspace_id, owner_id, created_at, id) WHERE (owner_id IS NOT NULL);
CREATE INDEX custom_records_04_search ON custom_records_04 USING gin (search_text gin_trgm_ops);

create table custom_records_05 (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  number text not null,
  name text not null,
  name_pinyin text not null default ''::text,
  name_initials text not null default ''::text,
  customer_id uuid,
  owner_id uuid,
  search_text text generated always as (search_text_of(VARIADIC ARRAY[name, number])) stored,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, owner_id) REFERENCES users(workspace_id, id)
);
alter table custom_records_05 enable row level security; -- policy own_workspace
CREATE INDEX custom_records_05_created ON custom_records_05 USING btree (workspace_id, created_at, id);
CREATE INDEX custom_records_05_customer ON custom_records_05 USING btree (workspace_id, customer_id, created_at, id) WHERE (customer_id IS NOT NULL);
CREATE INDEX custom_records_05_name_order ON custom_records_05 USING btree (workspace_id, name_pinyin, id);
CREATE INDEX custom_records_05_number_gone ON custom_records_05 USING btree (workspace_id, number) WHERE (deleted_at IS NOT NULL);
CREATE UNIQUE INDEX custom_records_05_number_key ON custom_records_05 USING btree (workspace_id, number) WHERE (deleted_at IS NULL);
CREATE INDEX custom_records_05_owner ON custom_records_05 USING btree (workspace_id, owner_id, created_at, id) WHERE (owner_id IS NOT NULL);
CREATE INDEX custom_records_05_search ON custom_records_05 USING gin (search_text gin_trgm_ops);

create table custom_records_06 (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  number text not null,
  name text not null,
  name_pinyin text not null default ''::text,
  name_initials text not null default ''::text,
  customer_id uuid,
  owner_id uuid,
  search_text text generated always as (search_text_of(VARIADIC ARRAY[name, number])) stored,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, owner_id) REFERENCES users(workspace_id, id)
);
alter table custom_records_06 enable row level security; -- policy own_workspace
CREATE INDEX custom_records_06_created ON custom_records_06 USING btree (workspace_id, created_at, id);
CREATE INDEX custom_records_06_customer ON custom_records_06 USING btree (workspace_id, customer_id, created_at, id) WHERE (customer_id IS NOT NULL);
CREATE INDEX custom_records_06_name_order ON custom_records_06 USING btree (workspace_id, name_pinyin, id);
CREATE INDEX custom_records_06_number_gone ON custom_records_06 USING btree (workspace_id, number) WHERE (deleted_at IS NOT NULL);
CREATE UNIQUE INDEX custom_records_06_number_key ON custom_records_06 USING btree (workspace_id, number) WHERE (deleted_at IS NULL);
CREATE INDEX custom_records_06_owner ON custom_records_06 USING btree (workspace_id, owner_id, created_at, id) WHERE (owner_id IS NOT NULL);
CREATE INDEX custom_records_06_search ON custom_records_06 USING gin (search_text gin_trgm_ops);

create table custom_records_07 (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  number text not null,
  name text not null,
  name_pinyin text not null default ''::text,
  name_initials text not null default ''::text,
  customer_id uuid,
  owner_id uuid,
  search_text text generated always as (search_text_of(VARIADIC ARRAY[name, number])) stored,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, owner_id) REFERENCES users(workspace_id, id)
);
alter table custom_records_07 enable row level security; -- policy own_workspace
CREATE INDEX custom_records_07_created ON custom_records_07 USING btree (workspace_id, created_at, id);
CREATE INDEX custom_records_07_customer ON custom_records_07 USING btree (workspace_id, customer_id, created_at, id) WHERE (customer_id IS NOT NULL);
CREATE INDEX custom_records_07_name_order ON custom_records_07 USING btree (workspace_id, name_pinyin, id);
CREATE INDEX custom_records_07_number_gone ON custom_records_07 USING btree (workspace_id, number) WHERE (deleted_at IS NOT NULL);
CREATE UNIQUE INDEX custom_records_07_number_key ON custom_records_07 USING btree (workspace_id, number) WHERE (deleted_at IS NULL);
CREATE INDEX custom_records_07_owner ON custom_records_07 USING btree (workspace_id, owner_id, created_at, id) WHERE (owner_id IS NOT NULL);
CREATE INDEX custom_records_07_search ON custom_records_07 USING gin (search_text gin_trgm_ops);

create table custom_records_08 (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  number text not null,
  name text not null,
  name_pinyin text not null default ''::text,
  name_initials text not null default ''::text,
  customer_id uuid,
  owner_id uuid,
  search_text text generated always as (search_text_of(VARIADIC ARRAY[name, number])) stored,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, owner_id) REFERENCES users(workspace_id, id)
);
alter table custom_records_08 enable row level security; -- policy own_workspace
CREATE INDEX custom_records_08_created ON custom_records_08 USING btree (workspace_id, created_at, id);
CREATE INDEX custom_records_08_customer ON custom_records_08 USING btree (workspace_id, customer_id, created_at, id) WHERE (customer_id IS NOT NULL);
CREATE INDEX custom_records_08_name_order ON custom_records_08 USING btree (workspace_id, name_pinyin, id);
CREATE INDEX custom_records_08_number_gone ON custom_records_08 USING btree (workspace_id, number) WHERE (deleted_at IS NOT NULL);
CREATE UNIQUE INDEX custom_records_08_number_key ON custom_records_08 USING btree (workspace_id, number) WHERE (deleted_at IS NULL);
CREATE INDEX custom_records_08_owner ON custom_records_08 USING btree (workspace_id, owner_id, created_at, id) WHERE (owner_id IS NOT NULL);
CREATE INDEX custom_records_08_search ON custom_records_08 USING gin (search_text gin_trgm_ops);

create table custom_records_09 (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  number text not null,
  name text not null,
  name_pinyin text not null default ''::text,
  name_initials text not null default ''::text,
  customer_id uuid,
  owner_id uuid,
  search_text text generated always as (search_text_of(VARIADIC ARRAY[name, number])) stored,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, owner_id) REFERENCES users(workspace_id, id)
);
alter table custom_records_09 enable row level security; -- policy own_workspace
CREATE INDEX custom_records_09_created ON custom_records_09 USING btree (workspace_id, created_at, id);
CREATE INDEX custom_records_09_customer ON custom_records_09 USING btree (workspace_id, customer_id, created_at, id) WHERE (customer_id IS NOT NULL);
CREATE INDEX custom_records_09_name_order ON custom_records_09 USING btree (workspace_id, name_pinyin, id);
CREATE INDEX custom_records_09_number_gone ON custom_records_09 USING btree (workspace_id, number) WHERE (deleted_at IS NOT NULL);
CREATE UNIQUE INDEX custom_records_09_number_key ON custom_records_09 USING btree (workspace_id, number) WHERE (deleted_at IS NULL);
CREATE INDEX custom_records_09_owner ON custom_records_09 USING btree (workspace_id, owner_id, created_at, id) WHERE (owner_id IS NOT NULL);
CREATE INDEX custom_records_09_search ON custom_records_09 USING gin (search_text gin_trgm_ops);

create table custom_records_10 (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  number text not null,
  name text not null,
  name_pinyin text not null default ''::text,
  name_initials text not null default ''::text,
  customer_id uuid,
  owner_id uuid,
  search_text text generated always as (search_text_of(VARIADIC ARRAY[name, number])) stored,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, owner_id) REFERENCES users(workspace_id, id)
);
alter table custom_records_10 enable row level security; -- policy own_workspace
CREATE INDEX custom_records_10_created ON custom_records_10 USING btree (workspace_id, created_at, id);
CREATE INDEX custom_records_10_customer ON custom_records_10 USING btree (workspace_id, customer_id, created_at, id) WHERE (customer_id IS NOT NULL);
CREATE INDEX custom_records_10_name_order ON custom_records_10 USING btree (workspace_id, name_pinyin, id);
CREATE INDEX custom_records_10_number_gone ON custom_records_10 USING btree (workspace_id, number) WHERE (deleted_at IS NOT NULL);
CREATE UNIQUE INDEX custom_records_10_number_key ON custom_records_10 USING btree (workspace_id, number) WHERE (deleted_at IS NULL);
CREATE INDEX custom_records_10_owner ON custom_records_10 USING btree (workspace_id, owner_id, created_at, id) WHERE (owner_id IS NOT NULL);
CREATE INDEX custom_records_10_search ON custom_records_10 USING gin (search_text gin_trgm_ops);

create table custom_records_11 (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  number text not null,
  name text not null,
  name_pinyin text not null default ''::text,
  name_initials text not null default ''::text,
  customer_id uuid,
  owner_id uuid,
  search_text text generated always as (search_text_of(VARIADIC ARRAY[name, number])) stored,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, owner_id) REFERENCES users(workspace_id, id)
);
alter table custom_records_11 enable row level security; -- policy own_workspace
CREATE INDEX custom_records_11_created ON custom_records_11 USING btree (workspace_id, created_at, id);
CREATE INDEX custom_records_11_customer ON custom_records_11 USING btree (workspace_id, customer_id, created_at, id) WHERE (customer_id IS NOT NULL);
CREATE INDEX custom_records_11_name_order ON custom_records_11 USING btree (workspace_id, name_pinyin, id);
CREATE INDEX custom_records_11_number_gone ON custom_records_11 USING btree (workspace_id, number) WHERE (deleted_at IS NOT NULL);
CREATE UNIQUE INDEX custom_records_11_number_key ON custom_records_11 USING btree (workspace_id, number) WHERE (deleted_at IS NULL);
CREATE INDEX custom_records_11_owner ON custom_records_11 USING btree (workspace_id, owner_id, created_at, id) WHERE (owner_id IS NOT NULL);
CREATE INDEX custom_records_11_search ON custom_records_11 USING gin (search_text gin_trgm_ops);

create table custom_records_12 (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  number text not null,
  name text not null,
  name_pinyin text not null default ''::text,
  name_initials text not null default ''::text,
  customer_id uuid,
  owner_id uuid,
  search_text text generated always as (search_text_of(VARIADIC ARRAY[name, number])) stored,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, owner_id) REFERENCES users(workspace_id, id)
);
alter table custom_records_12 enable row level security; -- policy own_workspace
CREATE INDEX custom_records_12_created ON custom_records_12 USING btree (workspace_id, created_at, id);
CREATE INDEX custom_records_12_customer ON custom_records_12 USING btree (workspace_id, customer_id, created_at, id) WHERE (customer_id IS NOT NULL);
CREATE INDEX custom_records_12_name_order ON custom_records_12 USING btree (workspace_id, name_pinyin, id);
CREATE INDEX custom_records_12_number_gone ON custom_records_12 USING btree (workspace_id, number) WHERE (deleted_at IS NOT NULL);
CREATE UNIQUE INDEX custom_records_12_number_key ON custom_records_12 USING btree (workspace_id, number) WHERE (deleted_at IS NULL);
CREATE INDEX custom_records_12_owner ON custom_records_12 USING btree (workspace_id, owner_id, created_at, id) WHERE (owner_id IS NOT NULL);
CREATE INDEX custom_records_12_search ON custom_records_12 USING gin (search_text gin_trgm_ops);

create table custom_records_13 (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  number text not null,
  name text not null,
  name_pinyin text not null default ''::text,
  name_initials text not null default ''::text,
  customer_id uuid,
  owner_id uuid,
  search_text text generated always as (search_text_of(VARIADIC ARRAY[name, number])) stored,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, owner_id) REFERENCES users(workspace_id, id)
);
alter table custom_records_13 enable row level security; -- policy own_workspace
CREATE INDEX custom_records_13_created ON custom_records_13 USING btree (workspace_id, created_at, id);
CREATE INDEX custom_records_13_customer ON custom_records_13 USING btree (workspace_id, customer_id, created_at, id) WHERE (customer_id IS NOT NULL);
CREATE INDEX custom_records_13_name_order ON custom_records_13 USING btree (workspace_id, name_pinyin, id);
CREATE INDEX custom_records_13_number_gone ON custom_records_13 USING btree (workspace_id, number) WHERE (deleted_at IS NOT NULL);
CREATE UNIQUE INDEX custom_records_13_number_key ON custom_records_13 USING btree (workspace_id, number) WHERE (deleted_at IS NULL);
CREATE INDEX custom_records_13_owner ON custom_records_13 USING btree (workspace_id, owner_id, created_at, id) WHERE (owner_id IS NOT NULL);
CREATE INDEX custom_records_13_search ON custom_records_13 USING gin (search_text gin_trgm_ops);

create table custom_records_14 (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  number text not null,
  name text not null,
  name_pinyin text not null default ''::text,
  name_initials text not null default ''::text,
  customer_id uuid,
  owner_id uuid,
  search_text text generated always as (search_text_of(VARIADIC ARRAY[name, number])) stored,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, owner_id) REFERENCES users(workspace_id, id)
);
alter table custom_records_14 enable row level security; -- policy own_workspace
CREATE INDEX custom_records_14_created ON custom_records_14 USING btree (workspace_id, created_at, id);
CREATE INDEX custom_records_14_customer ON custom_records_14 USING btree (workspace_id, customer_id, created_at, id) WHERE (customer_id IS NOT NULL);
CREATE INDEX custom_records_14_name_order ON custom_records_14 USING btree (workspace_id, name_pinyin, id);
CREATE INDEX custom_records_14_number_gone ON custom_records_14 USING btree (workspace_id, number) WHERE (deleted_at IS NOT NULL);
CREATE UNIQUE INDEX custom_records_14_number_key ON custom_records_14 USING btree (workspace_id, number) WHERE (deleted_at IS NULL);
CREATE INDEX custom_records_14_owner ON custom_records_14 USING btree (workspace_id, owner_id, created_at, id) WHERE (owner_id IS NOT NULL);
CREATE INDEX custom_records_14_search ON custom_records_14 USING gin (search_text gin_trgm_ops);

create table custom_records_15 (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  number text not null,
  name text not null,
  name_pinyin text not null default ''::text,
  name_initials text not null default ''::text,
  customer_id uuid,
  owner_id uuid,
  search_text text generated always as (search_text_of(VARIADIC ARRAY[name, number])) stored,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, owner_id) REFERENCES users(workspace_id, id)
);
alter table custom_records_15 enable row level security; -- policy own_workspace
CREATE INDEX custom_records_15_created ON custom_records_15 USING btree (workspace_id, created_at, id);
CREATE INDEX custom_records_15_customer ON custom_records_15 USING btree (workspace_id, customer_id, created_at, id) WHERE (customer_id IS NOT NULL);
CREATE INDEX custom_records_15_name_order ON custom_records_15 USING btree (workspace_id, name_pinyin, id);
CREATE INDEX custom_records_15_number_gone ON custom_records_15 USING btree (workspace_id, number) WHERE (deleted_at IS NOT NULL);
CREATE UNIQUE INDEX custom_records_15_number_key ON custom_records_15 USING btree (workspace_id, number) WHERE (deleted_at IS NULL);
CREATE INDEX custom_records_15_owner ON custom_records_15 USING btree (workspace_id, owner_id, created_at, id) WHERE (owner_id IS NOT NULL);
CREATE INDEX custom_records_15_search ON custom_records_15 USING gin (search_text gin_trgm_ops);

create table custom_records_16 (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  number text not null,
  name text not null,
  name_pinyin text not null default ''::text,
  name_initials text not null default ''::text,
  customer_id uuid,
  owner_id uuid,
  search_text text generated always as (search_text_of(VARIADIC ARRAY[name, number])) stored,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, owner_id) REFERENCES users(workspace_id, id)
);
alter table custom_records_16 enable row level security; -- policy own_workspace
CREATE INDEX custom_records_16_created ON custom_records_16 USING btree (workspace_id, created_at, id);
CREATE INDEX custom_records_16_customer ON custom_records_16 USING btree (workspace_id, customer_id, created_at, id) WHERE (customer_id IS NOT NULL);
CREATE INDEX custom_records_16_name_order ON custom_records_16 USING btree (workspace_id, name_pinyin, id);
CREATE INDEX custom_records_16_number_gone ON custom_records_16 USING btree (workspace_id, number) WHERE (deleted_at IS NOT NULL);
CREATE UNIQUE INDEX custom_records_16_number_key ON custom_records_16 USING btree (workspace_id, number) WHERE (deleted_at IS NULL);
CREATE INDEX custom_records_16_owner ON custom_records_16 USING btree (workspace_id, owner_id, created_at, id) WHERE (owner_id IS NOT NULL);
CREATE INDEX custom_records_16_search ON custom_records_16 USING gin (search_text gin_trgm_ops);

create table custom_records_17 (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  number text not null,
  name text not null,
  name_pinyin text not null default ''::text,
  name_initials text not null default ''::text,
  customer_id uuid,
  owner_id uuid,
  search_text text generated always as (search_text_of(VARIADIC ARRAY[name, number])) stored,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, owner_id) REFERENCES users(workspace_id, id)
);
alter table custom_records_17 enable row level security; -- policy own_workspace
CREATE INDEX custom_records_17_created ON custom_records_17 USING btree (workspace_id, created_at, id);
CREATE INDEX custom_records_17_customer ON custom_records_17 USING btree (workspace_id, customer_id, created_at, id) WHERE (customer_id IS NOT NULL);
CREATE INDEX custom_records_17_name_order ON custom_records_17 USING btree (workspace_id, name_pinyin, id);
CREATE INDEX custom_records_17_number_gone ON custom_records_17 USING btree (workspace_id, number) WHERE (deleted_at IS NOT NULL);
CREATE UNIQUE INDEX custom_records_17_number_key ON custom_records_17 USING btree (workspace_id, number) WHERE (deleted_at IS NULL);
CREATE INDEX custom_records_17_owner ON custom_records_17 USING btree (workspace_id, owner_id, created_at, id) WHERE (owner_id IS NOT NULL);
CREATE INDEX custom_records_17_search ON custom_records_17 USING gin (search_text gin_trgm_ops);

create table custom_records_18 (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  number text not null,
  name text not null,
  name_pinyin text not null default ''::text,
  name_initials text not null default ''::text,
  customer_id uuid,
  owner_id uuid,
  search_text text generated always as (search_text_of(VARIADIC ARRAY[name, number])) stored,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, owner_id) REFERENCES users(workspace_id, id)
);
alter table custom_records_18 enable row level security; -- policy own_workspace
CREATE INDEX custom_records_18_created ON custom_records_18 USING btree (workspace_id, created_at, id);
CREATE INDEX custom_records_18_customer ON custom_records_18 USING btree (workspace_id, customer_id, created_at, id) WHERE (customer_id IS NOT NULL);
CREATE INDEX custom_records_18_name_order ON custom_records_18 USING btree (workspace_id, name_pinyin, id);
CREATE INDEX custom_records_18_number_gone ON custom_records_18 USING btree (workspace_id, number) WHERE (deleted_at IS NOT NULL);
CREATE UNIQUE INDEX custom_records_18_number_key ON custom_records_18 USING btree (workspace_id, number) WHERE (deleted_at IS NULL);
CREATE INDEX custom_records_18_owner ON custom_records_18 USING btree (workspace_id, owner_id, created_at, id) WHERE (owner_id IS NOT NULL);
CREATE INDEX custom_records_18_search ON custom_records_18 USING gin (search_text gin_trgm_ops);

create table custom_records_19 (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  number text not null,
  name text not null,
  name_pinyin text not null default ''::text,
  name_initials text not null default ''::text,
  customer_id uuid,
  owner_id uuid,
  search_text text generated always as (search_text_of(VARIADIC ARRAY[name, number])) stored,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, owner_id) REFERENCES users(workspace_id, id)
);
alter table custom_records_19 enable row level security; -- policy own_workspace
CREATE INDEX custom_records_19_created ON custom_records_19 USING btree (workspace_id, created_at, id);
CREATE INDEX custom_records_19_customer ON custom_records_19 USING btree (workspace_id, customer_id, created_at, id) WHERE (customer_id IS NOT NULL);
CREATE INDEX custom_records_19_name_order ON custom_records_19 USING btree (workspace_id, name_pinyin, id);
CREATE INDEX custom_records_19_number_gone ON custom_records_19 USING btree (workspace_id, number) WHERE (deleted_at IS NOT NULL);
CREATE UNIQUE INDEX custom_records_19_number_key ON custom_records_19 USING btree (workspace_id, number) WHERE (deleted_at IS NULL);
CREATE INDEX custom_records_19_owner ON custom_records_19 USING btree (workspace_id, owner_id, created_at, id) WHERE (owner_id IS NOT NULL);
CREATE INDEX custom_records_19_search ON custom_records_19 USING gin (search_text gin_trgm_ops);

create table custom_records_20 (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  number text not null,
  name text not null,
  name_pinyin text not null default ''::text,
  name_initials text not null default ''::text,
  customer_id uuid,
  owner_id uuid,
  search_text text generated always as (search_text_of(VARIADIC ARRAY[name, number])) stored,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, owner_id) REFERENCES users(workspace_id, id)
);
alter table custom_records_20 enable row level security; -- policy own_workspace
CREATE INDEX custom_records_20_created ON custom_records_20 USING btree (workspace_id, created_at, id);
CREATE INDEX custom_records_20_customer ON custom_records_20 USING btree (workspace_id, customer_id, created_at, id) WHERE (customer_id IS NOT NULL);
CREATE INDEX custom_records_20_name_order ON custom_records_20 USING btree (workspace_id, name_pinyin, id);
CREATE INDEX custom_records_20_number_gone ON custom_records_20 USING btree (workspace_id, number) WHERE (deleted_at IS NOT NULL);
CREATE UNIQUE INDEX custom_records_20_number_key ON custom_records_20 USING btree (workspace_id, number) WHERE (deleted_at IS NULL);
CREATE INDEX custom_records_20_owner ON custom_records_20 USING btree (workspace_id, owner_id, created_at, id) WHERE (owner_id IS NOT NULL);
CREATE INDEX custom_records_20_search ON custom_records_20 USING gin (search_text gin_trgm_ops);

create table custom_records_21 (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  number text not null,
  name text not null,
  name_pinyin text not null default ''::text,
  name_initials text not null default ''::text,
  customer_id uuid,
  owner_id uuid,
  search_text text generated always as (search_text_of(VARIADIC ARRAY[name, number])) stored,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, owner_id) REFERENCES users(workspace_id, id)
);
alter table custom_records_21 enable row level security; -- policy own_workspace
CREATE INDEX custom_records_21_created ON custom_records_21 USING btree (workspace_id, created_at, id);
CREATE INDEX custom_records_21_customer ON custom_records_21 USING btree (workspace_id, customer_id, created_at, id) WHERE (customer_id IS NOT NULL);
CREATE INDEX custom_records_21_name_order ON custom_records_21 USING btree (workspace_id, name_pinyin, id);
CREATE INDEX custom_records_21_number_gone ON custom_records_21 USING btree (workspace_id, number) WHERE (deleted_at IS NOT NULL);
CREATE UNIQUE INDEX custom_records_21_number_key ON custom_records_21 USING btree (workspace_id, number) WHERE (deleted_at IS NULL);
CREATE INDEX custom_records_21_owner ON custom_records_21 USING btree (workspace_id, owner_id, created_at, id) WHERE (owner_id IS NOT NULL);
CREATE INDEX custom_records_21_search ON custom_records_21 USING gin (search_text gin_trgm_ops);

create table custom_records_22 (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  number text not null,
  name text not null,
  name_pinyin text not null default ''::text,
  name_initials text not null default ''::text,
  customer_id uuid,
  owner_id uuid,
  search_text text generated always as (search_text_of(VARIADIC ARRAY[name, number])) stored,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, owner_id) REFERENCES users(workspace_id, id)
);
alter table custom_records_22 enable row level security; -- policy own_workspace
CREATE INDEX custom_records_22_created ON custom_records_22 USING btree (workspace_id, created_at, id);
CREATE INDEX custom_records_22_customer ON custom_records_22 USING btree (workspace_id, customer_id, created_at, id) WHERE (customer_id IS NOT NULL);
CREATE INDEX custom_records_22_name_order ON custom_records_22 USING btree (workspace_id, name_pinyin, id);
CREATE INDEX custom_records_22_number_gone ON custom_records_22 USING btree (workspace_id, number) WHERE (deleted_at IS NOT NULL);
CREATE UNIQUE INDEX custom_records_22_number_key ON custom_records_22 USING btree (workspace_id, number) WHERE (deleted_at IS NULL);
CREATE INDEX custom_records_22_owner ON custom_records_22 USING btree (workspace_id, owner_id, created_at, id) WHERE (owner_id IS NOT NULL);
CREATE INDEX custom_records_22_search ON custom_records_22 USING gin (search_text gin_trgm_ops);

create table custom_records_23 (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  number text not null,
  name text not null,
  name_pinyin text not null default ''::text,
  name_initials text not null default ''::text,
  customer_id uuid,
  owner_id uuid,
  search_text text generated always as (search_text_of(VARIADIC ARRAY[name, number])) stored,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, owner_id) REFERENCES users(workspace_id, id)
);
alter table custom_records_23 enable row level security; -- policy own_workspace
CREATE INDEX custom_records_23_created ON custom_records_23 USING btree (workspace_id, created_at, id);
CREATE INDEX custom_records_23_customer ON custom_records_23 USING btree (workspace_id, customer_id, created_at, id) WHERE (customer_id IS NOT NULL);
CREATE INDEX custom_records_23_name_order ON custom_records_23 USING btree (workspace_id, name_pinyin, id);
CREATE INDEX custom_records_23_number_gone ON custom_records_23 USING btree (workspace_id, number) WHERE (deleted_at IS NOT NULL);
CREATE UNIQUE INDEX custom_records_23_number_key ON custom_records_23 USING btree (workspace_id, number) WHERE (deleted_at IS NULL);
CREATE INDEX custom_records_23_owner ON custom_records_23 USING btree (workspace_id, owner_id, created_at, id) WHERE (owner_id IS NOT NULL);
CREATE INDEX custom_records_23_search ON custom_records_23 USING gin (search_text gin_trgm_ops);

create table custom_records_24 (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  number text not null,
  name text not null,
  name_pinyin text not null default ''::text,
  name_initials text not null default ''::text,
  customer_id uuid,
  owner_id uuid,
  search_text text generated always as (search_text_of(VARIADIC ARRAY[name, number])) stored,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, owner_id) REFERENCES users(workspace_id, id)
);
alter table custom_records_24 enable row level security; -- policy own_workspace
CREATE INDEX custom_records_24_created ON custom_records_24 USING btree (workspace_id, created_at, id);
CREATE INDEX custom_records_24_customer ON custom_records_24 USING btree (workspace_id, customer_id, created_at, id) WHERE (customer_id IS NOT NULL);
CREATE INDEX custom_records_24_name_order ON custom_records_24 USING btree (workspace_id, name_pinyin, id);
CREATE INDEX custom_records_24_number_gone ON custom_records_24 USING btree (workspace_id, number) WHERE (deleted_at IS NOT NULL);
CREATE UNIQUE INDEX custom_records_24_number_key ON custom_records_24 USING btree (workspace_id, number) WHERE (deleted_at IS NULL);
CREATE INDEX custom_records_24_owner ON custom_records_24 USING btree (workspace_id, owner_id, created_at, id) WHERE (owner_id IS NOT NULL);
CREATE INDEX custom_records_24_search ON custom_records_24 USING gin (search_text gin_trgm_ops);

create table custom_records_25 (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  number text not null,
  name text not null,
  name_pinyin text not null default ''::text,
  name_initials text not null default ''::text,
  customer_id uuid,
  owner_id uuid,
  search_text text generated always as (search_text_of(VARIADIC ARRAY[name, number])) stored,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, owner_id) REFERENCES users(workspace_id, id)
);
alter table custom_records_25 enable row level security; -- policy own_workspace
CREATE INDEX custom_records_25_created ON custom_records_25 USING btree (workspace_id, created_at, id);
CREATE INDEX custom_records_25_customer ON custom_records_25 USING btree (workspace_id, customer_id, created_at, id) WHERE (customer_id IS NOT NULL);
CREATE INDEX custom_records_25_name_order ON custom_records_25 USING btree (workspace_id, name_pinyin, id);
CREATE INDEX custom_records_25_number_gone ON custom_records_25 USING btree (workspace_id, number) WHERE (deleted_at IS NOT NULL);
CREATE UNIQUE INDEX custom_records_25_number_key ON custom_records_25 USING btree (workspace_id, number) WHERE (deleted_at IS NULL);
CREATE INDEX custom_records_25_owner ON custom_records_25 USING btree (workspace_id, owner_id, created_at, id) WHERE (owner_id IS NOT NULL);
CREATE INDEX custom_records_25_search ON custom_records_25 USING gin (search_text gin_trgm_ops);

create table custom_records_26 (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  number text not null,
  name text not null,
  name_pinyin text not null default ''::text,
  name_initials text not null default ''::text,
  customer_id uuid,
  owner_id uuid,
  search_text text generated always as (search_text_of(VARIADIC ARRAY[name, number])) stored,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, owner_id) REFERENCES users(workspace_id, id)
);
alter table custom_records_26 enable row level security; -- policy own_workspace
CREATE INDEX custom_records_26_created ON custom_records_26 USING btree (workspace_id, created_at, id);
CREATE INDEX custom_records_26_customer ON custom_records_26 USING btree (workspace_id, customer_id, created_at, id) WHERE (customer_id IS NOT NULL);
CREATE INDEX custom_records_26_name_order ON custom_records_26 USING btree (workspace_id, name_pinyin, id);
CREATE INDEX custom_records_26_number_gone ON custom_records_26 USING btree (workspace_id, number) WHERE (deleted_at IS NOT NULL);
CREATE UNIQUE INDEX custom_records_26_number_key ON custom_records_26 USING btree (workspace_id, number) WHERE (deleted_at IS NULL);
CREATE INDEX custom_records_26_owner ON custom_records_26 USING btree (workspace_id, owner_id, created_at, id) WHERE (owner_id IS NOT NULL);
CREATE INDEX custom_records_26_search ON custom_records_26 USING gin (search_text gin_trgm_ops);

create table custom_records_27 (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  number text not null,
  name text not null,
  name_pinyin text not null default ''::text,
  name_initials text not null default ''::text,
  customer_id uuid,
  owner_id uuid,
  search_text text generated always as (search_text_of(VARIADIC ARRAY[name, number])) stored,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, owner_id) REFERENCES users(workspace_id, id)
);
alter table custom_records_27 enable row level security; -- policy own_workspace
CREATE INDEX custom_records_27_created ON custom_records_27 USING btree (workspace_id, created_at, id);
CREATE INDEX custom_records_27_customer ON custom_records_27 USING btree (workspace_id, customer_id, created_at, id) WHERE (customer_id IS NOT NULL);
CREATE INDEX custom_records_27_name_order ON custom_records_27 USING btree (workspace_id, name_pinyin, id);
CREATE INDEX custom_records_27_number_gone ON custom_records_27 USING btree (workspace_id, number) WHERE (deleted_at IS NOT NULL);
CREATE UNIQUE INDEX custom_records_27_number_key ON custom_records_27 USING btree (workspace_id, number) WHERE (deleted_at IS NULL);
CREATE INDEX custom_records_27_owner ON custom_records_27 USING btree (workspace_id, owner_id, created_at, id) WHERE (owner_id IS NOT NULL);
CREATE INDEX custom_records_27_search ON custom_records_27 USING gin (search_text gin_trgm_ops);

create table custom_records_28 (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  number text not null,
  name text not null,
  name_pinyin text not null default ''::text,
  name_initials text not null default ''::text,
  customer_id uuid,
  owner_id uuid,
  search_text text generated always as (search_text_of(VARIADIC ARRAY[name, number])) stored,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, owner_id) REFERENCES users(workspace_id, id)
);
alter table custom_records_28 enable row level security; -- policy own_workspace
CREATE INDEX custom_records_28_created ON custom_records_28 USING btree (workspace_id, created_at, id);
CREATE INDEX custom_records_28_customer ON custom_records_28 USING btree (workspace_id, customer_id, created_at, id) WHERE (customer_id IS NOT NULL);
CREATE INDEX custom_records_28_name_order ON custom_records_28 USING btree (workspace_id, name_pinyin, id);
CREATE INDEX custom_records_28_number_gone ON custom_records_28 USING btree (workspace_id, number) WHERE (deleted_at IS NOT NULL);
CREATE UNIQUE INDEX custom_records_28_number_key ON custom_records_28 USING btree (workspace_id, number) WHERE (deleted_at IS NULL);
CREATE INDEX custom_records_28_owner ON custom_records_28 USING btree (workspace_id, owner_id, created_at, id) WHERE (owner_id IS NOT NULL);
CREATE INDEX custom_records_28_search ON custom_records_28 USING gin (search_text gin_trgm_ops);

create table custom_records_29 (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  number text not null,
  name text not null,
  name_pinyin text not null default ''::text,
  name_initials text not null default ''::text,
  customer_id uuid,
  owner_id uuid,
  search_text text generated always as (search_text_of(VARIADIC ARRAY[name, number])) stored,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, owner_id) REFERENCES users(workspace_id, id)
);
alter table custom_records_29 enable row level security; -- policy own_workspace
CREATE INDEX custom_records_29_created ON custom_records_29 USING btree (workspace_id, created_at, id);
CREATE INDEX custom_records_29_customer ON custom_records_29 USING btree (workspace_id, customer_id, created_at, id) WHERE (customer_id IS NOT NULL);
CREATE INDEX custom_records_29_name_order ON custom_records_29 USING btree (workspace_id, name_pinyin, id);
CREATE INDEX custom_records_29_number_gone ON custom_records_29 USING btree (workspace_id, number) WHERE (deleted_at IS NOT NULL);
CREATE UNIQUE INDEX custom_records_29_number_key ON custom_records_29 USING btree (workspace_id, number) WHERE (deleted_at IS NULL);
CREATE INDEX custom_records_29_owner ON custom_records_29 USING btree (workspace_id, owner_id, created_at, id) WHERE (owner_id IS NOT NULL);
CREATE INDEX custom_records_29_search ON custom_records_29 USING gin (search_text gin_trgm_ops);

create table custom_records_30 (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  number text not null,
  name text not null,
  name_pinyin text not null default ''::text,
  name_initials text not null default ''::text,
  customer_id uuid,
  owner_id uuid,
  search_text text generated always as (search_text_of(VARIADIC ARRAY[name, number])) stored,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, owner_id) REFERENCES users(workspace_id, id)
);
alter table custom_records_30 enable row level security; -- policy own_workspace
CREATE INDEX custom_records_30_created ON custom_records_30 USING btree (workspace_id, created_at, id);
CREATE INDEX custom_records_30_customer ON custom_records_30 USING btree (workspace_id, customer_id, created_at, id) WHERE (customer_id IS NOT NULL);
CREATE INDEX custom_records_30_name_order ON custom_records_30 USING btree (workspace_id, name_pinyin, id);
CREATE INDEX custom_records_30_number_gone ON custom_records_30 USING btree (workspace_id, number) WHERE (deleted_at IS NOT NULL);
CREATE UNIQUE INDEX custom_records_30_number_key ON custom_records_30 USING btree (workspace_id, number) WHERE (deleted_at IS NULL);
CREATE INDEX custom_records_30_owner ON custom_records_30 USING btree (workspace_id, owner_id, created_at, id) WHERE (owner_id IS NOT NULL);
CREATE INDEX custom_records_30_search ON custom_records_30 USING gin (search_text gin_trgm_ops);

create table customer_values (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  customer_id uuid not null,
  first_purchase_on date,
  last_purchase_on date,
  recency_days bigint,
  purchase_days bigint not null,
  frequency bigint not null,
  monetary numeric(18,2) not null,
  mean_interval numeric(20,1),
  recency_score smallint,
  frequency_score smallint,
  monetary_score smallint,
  segment text,
  margin numeric(18,2) not null,
  serve_cost numeric(18,2) not null,
  profit numeric(18,2) not null,
  profit_percent numeric(20,2),
  historic_value numeric(18,2) not null,
  simple_value numeric(18,2),
  abc_class text,
  alive_probability numeric(7,2),
  expected_purchases numeric(20,2),
  expected_spend numeric(18,2),
  lifetime_value numeric(18,2),
  lifetime_by text,
  churn_risk numeric(7,2),
  lifecycle_stage text,
  high_value_score numeric(20,1),
  contribution_part bigint,
  growth_part bigint,
  openness_part bigint,
  influence_part bigint,
  quality_part bigint,
  loyalty_index numeric(20,1),
  repeat_part bigint,
  tenure_part bigint,
  range_part bigint,
  referral_part bigint,
  attitude_part bigint,
  loyalty_kind text,
  contact_cost numeric(18,2) not null,
  complaint_cost numeric(18,2) not null,
  field_cost numeric(18,2) not null,
  complaint_part bigint,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table customer_values enable row level security; -- policy own_workspace
CREATE INDEX customer_values_bin ON customer_values USING btree (workspace_id, id) WHERE (deleted_at IS NOT NULL);
CREATE UNIQUE INDEX customer_values_customer ON customer_values USING btree (workspace_id, customer_id);
CREATE INDEX customer_values_high ON customer_values USING btree (workspace_id, high_value_score, id);
CREATE INDEX customer_values_lifetime ON customer_values USING btree (workspace_id, lifetime_value, id);
CREATE INDEX customer_values_loyalty ON customer_values USING btree (workspace_id, loyalty_index, id);
CREATE INDEX customer_values_monetary ON customer_values USING btree (workspace_id, monetary, id);
CREATE INDEX customer_values_profit ON customer_values USING btree (workspace_id, profit, id);
CREATE INDEX customer_values_risk ON customer_values USING btree (workspace_id, churn_risk, id);
CREATE INDEX customer_values_segment ON customer_values USING btree (workspace_id, segment, id);
CREATE INDEX customer_values_stage ON customer_values USING btree (workspace_id, lifecycle_stage, id);

create table customers (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  number text not null,
  kind text not null,
  name text not null,
  name_pinyin text not null default ''::text,
  name_initials text not null default ''::text,
  short_name text,
  category text not null,
  status text not null,
  tier text not null,
  tier_reason text,
  source text,
  referrer_id uuid,
  owner_id uuid,
  team_id uuid,
  industry text,
  size_band text,
  phones text[] not null default '{}'::text[],
  emails text[] not null default '{}'::text[],
  wechat text,
  addresses jsonb not null default '[]'::jsonb,
  province text,
  city text,
  district text,
  website text,
  parent_id uuid,
  tags text[] not null default '{}'::text[],
  remark text,
  credit_code text,
  legal_person text,
  registered_capital numeric(18,2),
  founded_on date,
  tax_bank jsonb,
  gender text,
  birthday date,
  birthday_calendar text,
  family_status text,
  household_stage text,
  occupation_group text,
  income_band text,
  education text,
  risk_tolerance smallint,
  communication_style text,
  temperament text,
  best_time text,
  credit_limit numeric(18,2),
  credit_days bigint,
  credit_rating text,
  consents jsonb not null default '[]'::jsonb,
  do_not_disturb jsonb not null default '[]'::jsonb,
  completeness numeric(7,0) not null default 0,
  completeness_missing text[] not null default '{}'::text[],
  contact_facts jsonb,
  total_amount numeric(18,2) not null default 0,
  annual_amount numeric(18,2) not null default 0,
  purchase_count bigint not null default 0,
  last_purchase_at timestamp with time zone,
  last_contact_at timestamp with time zone,
  search_text text generated always as (search_text_of(VARIADIC ARRAY[name, short_name, number, joined(phones), joined(emails), wechat, credit_code])) stored,
  territory_id uuid,
  anonymised_at timestamp with time zone,
  files jsonb not null default '[]'::jsonb,
  merged_into_id uuid,
  personal_quality bigint,
  tier_until date,
  source_detail text,
  first_purchase_at timestamp with time zone,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, merged_into_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id, owner_id) REFERENCES users(workspace_id, id),
  FOREIGN KEY (workspace_id, parent_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id, referrer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id, team_id) REFERENCES departments(workspace_id, id),
  FOREIGN KEY (workspace_id, territory_id) REFERENCES territories(workspace_id, id),
  CHECK (((completeness >= (0)::numeric) AND (completeness <= (100)::numeric))),
  CHECK ((kind = ANY (ARRAY['organisation'::text, 'person'::text])))
);
alter table customers enable row level security; -- policy own_workspace
CREATE INDEX customers_amount ON customers USING btree (workspace_id, annual_amount, id) WHERE (deleted_at IS NULL);
CREATE INDEX customers_anonymised ON customers USING btree (workspace_id, id) WHERE (anonymised_at IS NOT NULL);
CREATE INDEX customers_bin ON customers USING btree (workspace_id, id) WHERE (deleted_at IS NOT NULL);
CREATE INDEX customers_bin_number ON customers USING btree (workspace_id, number) WHERE (deleted_at IS NOT NULL);
CREATE INDEX customers_city ON customers USING btree (workspace_id, city, annual_amount, id) WHERE (deleted_at IS NULL);
CREATE INDEX customers_completeness ON customers USING btree (workspace_id, completeness, id) WHERE (deleted_at IS NULL);
CREATE INDEX customers_created ON customers USING btree (workspace_id, created_at, id) WHERE (deleted_at IS NULL);
CREATE INDEX customers_credit_code ON customers USING btree (workspace_id, credit_code) WHERE (credit_code IS NOT NULL);
CREATE INDEX customers_emails ON customers USING gin (emails);
CREATE INDEX customers_files ON customers USING gin (files jsonb_path_ops) WHERE (files <> '[]'::jsonb);
CREATE INDEX customers_first_purchase ON customers USING btree (workspace_id, first_purchase_at, id) WHERE ((deleted_at IS NULL) AND (first_purchase_at IS NOT NULL));
CREATE INDEX customers_initials ON customers USING btree (workspace_id, name_initials text_pattern_ops);
CREATE INDEX customers_last_contact ON customers USING btree (workspace_id, last_contact_at, id) WHERE (deleted_at IS NULL);
CREATE INDEX customers_last_purchase ON customers USING btree (workspace_id, last_purchase_at, id) WHERE (deleted_at IS NULL);
CREATE INDEX customers_merged_into ON customers USING btree (workspace_id, merged_into_id) WHERE (merged_into_id IS NOT NULL);
CREATE INDEX customers_name ON customers USING btree (workspace_id, name text_pattern_ops);
CREATE INDEX customers_name_order ON customers USING btree (workspace_id, name_pinyin, id);
CREATE UNIQUE INDEX customers_number_key ON customers USING btree (workspace_id, number) WHERE (deleted_at IS NULL);
CREATE INDEX customers_own ON customers USING btree (workspace_id, owner_id, annual_amount, id) INCLUDE (city, tier, status, territory_id) WHERE (deleted_at IS NULL);
CREATE INDEX customers_owner ON customers USING btree (workspace_id, owner_id, updated_at, id) WHERE (deleted_at IS NULL);
CREATE INDEX customers_parent ON customers USING btree (workspace_id, parent_id) WHERE (parent_id IS NOT NULL);
CREATE INDEX customers_phones ON customers USING gin (phones);
CREATE INDEX customers_pinyin ON customers USING btree (workspace_id, name_pinyin text_pattern_ops, id);
CREATE INDEX customers_referrer ON customers USING btree (workspace_id, referrer_id) WHERE (referrer_id IS NOT NULL);
CREATE INDEX customers_search ON customers USING gin (search_text gin_trgm_ops);
CREATE INDEX customers_shared ON customers USING btree (workspace_id, id) INCLUDE (owner_id, annual_amount, city, tier, status) WHERE (deleted_at IS NULL);
CREATE INDEX customers_status ON customers USING btree (workspace_id, status, annual_amount, id) WHERE (deleted_at IS NULL);
CREATE INDEX customers_tags ON customers USING gin (tags);
CREATE INDEX customers_team ON customers USING btree (workspace_id, team_id) WHERE (team_id IS NOT NULL);
CREATE INDEX customers_territory ON customers USING btree (workspace_id, territory_id, id) WHERE (deleted_at IS NULL);
CREATE INDEX customers_tier ON customers USING btree (workspace_id, tier, annual_amount, id) WHERE (deleted_at IS NULL);
CREATE INDEX customers_total ON customers USING btree (workspace_id, total_amount, id) WHERE (deleted_at IS NULL);
CREATE INDEX customers_updated ON customers USING btree (workspace_id, updated_at, id) WHERE (deleted_at IS NULL);
CREATE STATISTICS customers_places (dependencies, mcv) ON province, city, territory_id FROM customers;

create table dashboards (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  name text not null,
  remark text,
  tiles jsonb not null default '[]'::jsonb,
  owner_id uuid,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, owner_id) REFERENCES users(workspace_id, id)
);
alter table dashboards enable row level security; -- policy own_workspace
CREATE INDEX dashboards_bin ON dashboards USING btree (workspace_id, id) WHERE (deleted_at IS NOT NULL);
CREATE INDEX dashboards_name ON dashboards USING btree (workspace_id, name, id);
CREATE INDEX dashboards_owner ON dashboards USING btree (workspace_id, owner_id, name, id) WHERE (owner_id IS NOT NULL);

create table departments (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  name text not null,
  parent_id uuid,
  head_id uuid,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, head_id) REFERENCES users(workspace_id, id),
  FOREIGN KEY (workspace_id, parent_id) REFERENCES departments(workspace_id, id)
);
alter table departments enable row level security; -- policy own_workspace
CREATE INDEX departments_head ON departments USING btree (workspace_id, head_id);
CREATE INDEX departments_parent ON departments USING btree (workspace_id, parent_id);

create table discount_limits (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  name text not null,
  role_id uuid,
  department_id uuid,
  person_id uuid,
  percent numeric(7,2) not null,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, department_id) REFERENCES departments(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, person_id) REFERENCES users(workspace_id, id),
  FOREIGN KEY (workspace_id, role_id) REFERENCES roles(workspace_id, id)
);
alter table discount_limits enable row level security; -- policy own_workspace
CREATE INDEX discount_limits_department ON discount_limits USING btree (workspace_id, department_id) WHERE (department_id IS NOT NULL);
CREATE INDEX discount_limits_name ON discount_limits USING btree (workspace_id, name, id);
CREATE INDEX discount_limits_person ON discount_limits USING btree (workspace_id, person_id) WHERE (person_id IS NOT NULL);
CREATE INDEX discount_limits_role ON discount_limits USING btree (workspace_id, role_id) WHERE (role_id IS NOT NULL);

create table duplicate_keys (
  workspace_id uuid not null,
  key bigint not null,
  customer_id uuid not null,
  PRIMARY KEY (workspace_id, key, customer_id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table duplicate_keys enable row level security; -- policy own_workspace
CREATE INDEX duplicate_keys_customer ON duplicate_keys USING btree (workspace_id, customer_id);

create table duplicate_pairs (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  left_id uuid not null,
  right_id uuid not null,
  score numeric(7,0) not null,
  reasons text[] not null default '{}'::text[],
  state text not null,
  decided_by_id uuid,
  decided_at timestamp with time zone,
  fingerprint text not null,
  seen_in uuid not null,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, decided_by_id) REFERENCES users(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, left_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id, right_id) REFERENCES customers(workspace_id, id),
  CHECK ((left_id < right_id)),
  CHECK ((state = ANY (ARRAY['open'::text, 'dismissed'::text, 'merged'::text])))
);
alter table duplicate_pairs enable row level security; -- policy own_workspace
CREATE UNIQUE INDEX duplicate_pairs_both ON duplicate_pairs USING btree (workspace_id, left_id, right_id);
CREATE INDEX duplicate_pairs_decided_by ON duplicate_pairs USING btree (workspace_id, decided_by_id) WHERE (decided_by_id IS NOT NULL);
CREATE INDEX duplicate_pairs_order ON duplicate_pairs USING btree (workspace_id, score, id) WHERE (deleted_at IS NULL);
CREATE INDEX duplicate_pairs_right ON duplicate_pairs USING btree (workspace_id, right_id);
CREATE INDEX duplicate_pairs_score ON duplicate_pairs USING btree (workspace_id, state, score, id) WHERE (deleted_at IS NULL);

create table entitlements (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  name text not null,
  customer_id uuid not null,
  source text not null,
  contract_id uuid,
  product_id uuid,
  kinds text[] not null default '{}'::text[],
  covers text,
  valid_from date not null,
  valid_until date,
  response_minutes bigint,
  solution_minutes bigint,
  visits_left bigint,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, contract_id) REFERENCES contracts(workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, product_id) REFERENCES products(workspace_id, id)
);
alter table entitlements enable row level security; -- policy own_workspace
CREATE INDEX entitlements_contract ON entitlements USING btree (workspace_id, contract_id) WHERE (contract_id IS NOT NULL);
CREATE INDEX entitlements_customer ON entitlements USING btree (workspace_id, customer_id, valid_until, id);
CREATE INDEX entitlements_product ON entitlements USING btree (workspace_id, product_id) WHERE (product_id IS NOT NULL);
CREATE INDEX entitlements_until ON entitlements USING btree (workspace_id, valid_until, id);

create table erased_keys (
  workspace_id uuid not null,
  hash bytea not null,
  erasure_id uuid not null,
  PRIMARY KEY (workspace_id, hash, erasure_id),
  FOREIGN KEY (workspace_id, erasure_id) REFERENCES erasures(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table erased_keys enable row level security; -- policy own_workspace
CREATE INDEX erased_keys_erasure ON erased_keys USING btree (workspace_id, erasure_id);

create table erased_returns (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  object text not null,
  record text not null,
  subject text not null,
  erasure_id uuid not null,
  import text,
  status text not null,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, erasure_id) REFERENCES erasures(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  CHECK ((status = ANY (ARRAY['new'::text, 'settled'::text])))
);
alter table erased_returns enable row level security; -- policy own_workspace
CREATE INDEX erased_returns_created ON erased_returns USING btree (workspace_id, created_at, id);
CREATE INDEX erased_returns_erasure ON erased_returns USING btree (workspace_id, erasure_id);
CREATE UNIQUE INDEX erased_returns_record ON erased_returns USING btree (workspace_id, object, record, erasure_id);

create table erasures (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  number text not null,
  object text not null,
  record text not null,
  subject text not null,
  ground text not null,
  reason text,
  status text not null,
  two_step boolean not null default false,
  decided_by_id uuid,
  decided_at timestamp with time zone,
  answer text,
  counts jsonb,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, decided_by_id) REFERENCES users(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  CHECK ((status = ANY (ARRAY['asked'::text, 'refused'::text, 'done'::text])))
);
alter table erasures enable row level security; -- policy own_workspace
CREATE INDEX erasures_created ON erasures USING btree (workspace_id, created_at, id);
CREATE INDEX erasures_decided_by ON erasures USING btree (workspace_id, decided_by_id) WHERE (decided_by_id IS NOT NULL);
CREATE UNIQUE INDEX erasures_number_key ON erasures USING btree (workspace_id, number) WHERE (deleted_at IS NULL);
CREATE UNIQUE INDEX erasures_record ON erasures USING btree (workspace_id, object, record) WHERE (status <> 'refused'::text);

create table event_checks (
  workspace_id uuid not null,
  checked_at timestamp with time zone not null,
  sequence bigint not null,
  events bigint not null,
  erased bigint not null,
  faults jsonb not null,
  fault_count bigint not null,
  PRIMARY KEY (workspace_id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table event_checks enable row level security; -- policy own_workspace

create table event_erasures (
  workspace_id uuid not null,
  erasure_id uuid not null,
  event_id uuid not null,
  hash_before bytea not null,
  hash_after bytea not null,
  PRIMARY KEY (workspace_id, erasure_id, event_id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table event_erasures enable row level security; -- policy own_workspace
CREATE INDEX event_erasures_event ON event_erasures USING btree (workspace_id, event_id, erasure_id);

create table event_positions (
  workspace_id uuid not null,
  listener text not null,
  tx xid8 not null,
  event_id uuid,
  PRIMARY KEY (workspace_id, listener),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table event_positions enable row level security; -- policy own_workspace

create table event_seals (
  workspace_id uuid not null,
  sequence bigint not null,
  sealed_at timestamp with time zone not null,
  first_tx xid8 not null,
  first_id uuid not null,
  last_tx xid8 not null,
  last_id uuid not null,
  events integer not null,
  total bigint not null,
  ids bytea not null,
  hashes bytea not null,
  previous bytea not null,
  hash bytea not null,
  PRIMARY KEY (workspace_id, sequence),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  CHECK ((sequence > 0))
);
alter table event_seals enable row level security; -- policy own_workspace

create table events (
  workspace_id uuid not null,
  id uuid not null,
  tx xid8 not null default pg_current_xact_id(),
  at timestamp with time zone not null,
  kind text not null,
  object text not null,
  record_id uuid not null,
  about_id uuid,
  on_timeline boolean not null default false,
  version bigint not null,
  actor_id uuid not null,
  actor_name text not null,
  before jsonb,
  after jsonb,
  cause jsonb,
  request_id text,
  address text,
  program text,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table events enable row level security; -- policy own_workspace
CREATE INDEX events_about ON events USING btree (workspace_id, about_id, at, id) WHERE on_timeline;
CREATE INDEX events_account ON events USING btree (workspace_id, record_id, id) WHERE ((cause ->> 'of'::text) = 'account'::text);
CREATE INDEX events_actor ON events USING btree (workspace_id, actor_id, kind, id);
CREATE INDEX events_address ON events USING btree (workspace_id, address, id) WHERE (address IS NOT NULL);
CREATE INDEX events_batch ON events USING btree (workspace_id, ((cause ->> 'batch'::text)), id) WHERE (cause ? 'batch'::text);
CREATE INDEX events_claimed ON events USING btree (workspace_id, actor_id, at) WHERE (kind = 'customers.customer.claimed'::text);
CREATE INDEX events_deleted ON events USING btree (workspace_id, id) WHERE (kind ~~ '%.deleted'::text);
CREATE INDEX events_import ON events USING btree (workspace_id, ((cause ->> 'import'::text)), id) WHERE (cause ? 'import'::text);
CREATE INDEX events_kind ON events USING btree (workspace_id, kind, id);
CREATE INDEX events_merge ON events USING btree (workspace_id, ((cause ->> 'merge'::text)), id) WHERE (cause ? 'merge'::text);
CREATE INDEX events_order ON events USING btree (workspace_id, tx, id);
CREATE INDEX events_record ON events USING btree (workspace_id, object, record_id, id);

create table field_jobs (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  number text not null,
  subject text not null,
  request_id uuid not null,
  customer_id uuid,
  asset_id uuid,
  priority text not null,
  instructions text,
  contact_name text,
  contact_phone text,
  place jsonb,
  skill_ids uuid[] not null default '{}'::uuid[],
  wanted_on date not null,
  minutes bigint not null,
  engineer_id uuid,
  planned_start timestamp with time zone,
  planned_end timestamp with time zone,
  status text not null,
  on_the_way_at timestamp with time zone,
  checked_in_at timestamp with time zone,
  checked_in_place jsonb,
  ended_at timestamp with time zone,
  reason text,
  photos jsonb not null default '[]'::jsonb,
  left_over_since date,
  left_over_count bigint not null default 0,
  search_text text generated always as (search_text_of(VARIADIC ARRAY[number, subject, contact_name])) stored,
  service_class text,
  is_historic boolean not null default false,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, asset_id) REFERENCES assets(workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id, engineer_id) REFERENCES users(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, request_id) REFERENCES service_requests(workspace_id, id),
  CHECK (((engineer_id IS NOT NULL) OR (status = ANY (ARRAY['planned'::text, 'not_done'::text])) OR is_historic)),
  CHECK ((status = ANY (ARRAY['planned'::text, 'on_the_way'::text, 'checked_in'::text, 'done'::text, 'not_done'::text])))
);
alter table field_jobs enable row level security; -- policy own_workspace
CREATE INDEX field_jobs_asset ON field_jobs USING btree (workspace_id, asset_id, created_at, id) WHERE (asset_id IS NOT NULL);
CREATE INDEX field_jobs_customer ON field_jobs USING btree (workspace_id, customer_id, created_at, id) WHERE (customer_id IS NOT NULL);
CREATE INDEX field_jobs_ended ON field_jobs USING btree (workspace_id, ended_at, id) WHERE (ended_at IS NOT NULL);
CREATE INDEX field_jobs_engineer ON field_jobs USING btree (workspace_id, engineer_id, planned_start, id) WHERE (engineer_id IS NOT NULL);
CREATE UNIQUE INDEX field_jobs_number_key ON field_jobs USING btree (workspace_id, number) WHERE (deleted_at IS NULL);
CREATE INDEX field_jobs_request ON field_jobs USING btree (workspace_id, request_id, created_at, id);
CREATE INDEX field_jobs_search ON field_jobs USING gin (search_text gin_trgm_ops);
CREATE INDEX field_jobs_skills ON field_jobs USING gin (skill_ids);
CREATE INDEX field_jobs_start ON field_jobs USING btree (workspace_id, planned_start, id) WHERE (planned_start IS NOT NULL);
CREATE INDEX field_jobs_unassigned ON field_jobs USING btree (workspace_id, wanted_on, id) WHERE ((engineer_id IS NULL) AND (status = 'planned'::text) AND (deleted_at IS NULL));

create table files (
  workspace_id uuid not null,
  id uuid not null,
  created_at timestamp with time zone not null,
  created_by uuid not null,
  name text not null,
  size bigint not null,
  type text not null,
  sha256 text not null,
  attached_at timestamp with time zone,
  unheld_since timestamp with time zone,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table files enable row level security; -- policy own_workspace
CREATE INDEX files_unattached ON files USING btree (workspace_id, created_at) WHERE (attached_at IS NULL);
CREATE INDEX files_unheld ON files USING btree (workspace_id, unheld_since) WHERE (unheld_since IS NOT NULL);

create table forecasts (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  person_id uuid not null,
  period text not null,
  first_on date not null,
  last_on date not null,
  week_on date not null,
  closed numeric(18,2) not null,
  committed numeric(18,2) not null,
  best_case numeric(18,2) not null,
  pipeline numeric(18,2) not null,
  weighted numeric(18,2) not null,
  by_history numeric(18,2),
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, person_id) REFERENCES users(workspace_id, id),
  CHECK (((closed <= committed) AND (committed <= best_case) AND (best_case <= pipeline) AND ((weighted >= closed) AND (weighted <= pipeline))))
);
alter table forecasts enable row level security; -- policy own_workspace
CREATE INDEX forecasts_period ON forecasts USING btree (workspace_id, period, first_on, week_on);
CREATE INDEX forecasts_week ON forecasts USING btree (workspace_id, week_on, id);
CREATE UNIQUE INDEX forecasts_week_key ON forecasts USING btree (workspace_id, person_id, period, first_on, week_on);

create table given_things (
  workspace_id uuid not null,
  name text not null,
  given_at timestamp with time zone not null,
  how text not null,
  added jsonb not null default '[]'::jsonb,
  PRIMARY KEY (workspace_id, name),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  CHECK ((how = ANY (ARRAY['made'::text, 'added'::text, 'found'::text])))
);
alter table given_things enable row level security; -- policy own_workspace

create table handover_items (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  handover_id uuid not null,
  customer_id uuid not null,
  to_id uuid,
  state text not null,
  due_on date,
  acknowledged_at timestamp with time zone,
  task_id uuid,
  moved jsonb,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, handover_id) REFERENCES handovers(workspace_id, id),
  FOREIGN KEY (workspace_id, task_id) REFERENCES tasks(workspace_id, id),
  FOREIGN KEY (workspace_id, to_id) REFERENCES users(workspace_id, id),
  CHECK ((state = ANY (ARRAY['waiting'::text, 'moved'::text, 'passed_over'::text, 'undone'::text])))
);
alter table handover_items enable row level security; -- policy own_workspace
CREATE INDEX handover_items_customer ON handover_items USING btree (workspace_id, handover_id, customer_id);
CREATE INDEX handover_items_of_customer ON handover_items USING btree (workspace_id, customer_id);
CREATE INDEX handover_items_open ON handover_items USING btree (workspace_id, to_id, due_on) WHERE ((acknowledged_at IS NULL) AND (state = 'moved'::text) AND (deleted_at IS NULL));
CREATE INDEX handover_items_state ON handover_items USING btree (workspace_id, handover_id, state, id);
CREATE INDEX handover_items_task ON handover_items USING btree (workspace_id, task_id) WHERE (task_id IS NOT NULL);
CREATE INDEX handover_items_to ON handover_items USING btree (workspace_id, to_id) WHERE (to_id IS NOT NULL);

create table handovers (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  number text not null,
  from_id uuid not null,
  to_id uuid,
  rule_id uuid,
  reason text not null,
  condition jsonb,
  state text not null,
  total bigint not null default 0,
  moved bigint not null default 0,
  due_on date,
  job text,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, from_id) REFERENCES users(workspace_id, id),
  FOREIGN KEY (workspace_id, rule_id) REFERENCES assignment_rules(workspace_id, id),
  FOREIGN KEY (workspace_id, to_id) REFERENCES users(workspace_id, id),
  CHECK ((state = ANY (ARRAY['running'::text, 'done'::text, 'cancelled'::text, 'undone'::text])))
);
alter table handovers enable row level security; -- policy own_workspace
CREATE INDEX handovers_created ON handovers USING btree (workspace_id, created_at, id);
CREATE INDEX handovers_from ON handovers USING btree (workspace_id, from_id);
CREATE UNIQUE INDEX handovers_number_key ON handovers USING btree (workspace_id, number) WHERE (deleted_at IS NULL);
CREATE INDEX handovers_rule ON handovers USING btree (workspace_id, rule_id) WHERE (rule_id IS NOT NULL);
CREATE INDEX handovers_to ON handovers USING btree (workspace_id, to_id) WHERE (to_id IS NOT NULL);

create table held_out_customers (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  customer_id uuid not null,
  repeats bigint not null,
  actual bigint not null,
  expected numeric(20,4),
  as_of date not null,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table held_out_customers enable row level security; -- policy own_workspace
CREATE INDEX held_out_customers_bin ON held_out_customers USING btree (workspace_id, id) WHERE (deleted_at IS NOT NULL);
CREATE INDEX held_out_customers_customer ON held_out_customers USING btree (workspace_id, customer_id);
CREATE INDEX held_out_customers_repeats ON held_out_customers USING btree (workspace_id, repeats, id);

create table help_pages (
  workspace_id uuid not null,
  token text not null,
  created_at timestamp with time zone not null,
  PRIMARY KEY (workspace_id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table help_pages enable row level security; -- policy own_workspace

create table idempotency_keys (
  workspace_id uuid not null,
  actor_id uuid not null,
  key text not null,
  request_hash text not null,
  status integer,
  headers jsonb,
  body text,
  created_at timestamp with time zone not null,
  PRIMARY KEY (workspace_id, actor_id, key),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table idempotency_keys enable row level security; -- policy own_workspace
CREATE INDEX idempotency_keys_age ON idempotency_keys USING btree (workspace_id, created_at);

create table identity_providers (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  issuer text not null,
  client_id text not null,
  client_secret text,
  client_secret_setting text,
  is_active boolean not null default true,
  creates_people boolean not null default false,
  default_role_id uuid,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table identity_providers enable row level security; -- policy own_workspace

create table imports (
  workspace_id uuid not null,
  id uuid not null,
  object text not null,
  state text not null,
  file_name text not null,
  file_path text not null,
  reading jsonb not null,
  mapping jsonb not null default '{}'::jsonb,
  options jsonb not null default '{}'::jsonb,
  result jsonb,
  job_id uuid,
  rows_done bigint not null default 0,
  error_bytes bigint not null default 0,
  undone_to uuid,
  created_by uuid not null,
  created_by_name text not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table imports enable row level security; -- policy own_workspace
CREATE INDEX imports_owner ON imports USING btree (workspace_id, created_by, id);

create table indicator_months (
  workspace_id uuid not null,
  indicator text not null,
  month date not null,
  department text not null,
  part numeric not null,
  whole numeric,
  computed_at timestamp with time zone not null,
  PRIMARY KEY (workspace_id, indicator, month, department),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table indicator_months enable row level security; -- policy own_workspace

create table indicator_targets (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  name text not null,
  indicator text not null,
  scope text not null,
  department_id uuid,
  direction text not null,
  target numeric(20,2) not null,
  period text not null,
  first_on date not null,
  last_on date not null,
  remark text,
  identity text not null,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, department_id) REFERENCES departments(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table indicator_targets enable row level security; -- policy own_workspace
CREATE INDEX indicator_targets_bin_identity ON indicator_targets USING btree (workspace_id, identity) WHERE (deleted_at IS NOT NULL);
CREATE INDEX indicator_targets_department ON indicator_targets USING btree (workspace_id, department_id) WHERE (department_id IS NOT NULL);
CREATE INDEX indicator_targets_first ON indicator_targets USING btree (workspace_id, first_on, id);
CREATE UNIQUE INDEX indicator_targets_identity_key ON indicator_targets USING btree (workspace_id, identity) WHERE (deleted_at IS NULL);

create table instalments (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  name text not null,
  order_id uuid not null,
  customer_id uuid,
  due_on date not null,
  amount numeric(18,2) not null,
  currency text not null,
  received numeric(18,2) not null default 0,
  status text not null default 'planned'::text,
  owner_id uuid,
  remark text,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, order_id) REFERENCES orders(workspace_id, id),
  FOREIGN KEY (workspace_id, owner_id) REFERENCES users(workspace_id, id)
);
alter table instalments enable row level security; -- policy own_workspace
CREATE INDEX instalments_customer ON instalments USING btree (workspace_id, customer_id);
CREATE INDEX instalments_due ON instalments USING btree (workspace_id, due_on, id);
CREATE INDEX instalments_order ON instalments USING btree (workspace_id, order_id, due_on, id);
CREATE INDEX instalments_owner ON instalments USING btree (workspace_id, owner_id) WHERE (owner_id IS NOT NULL);

create table interactions (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  summary text not null,
  customer_id uuid not null,
  contact_ids uuid[] not null default '{}'::uuid[],
  channel text not null,
  direction text not null,
  at timestamp with time zone not null,
  minutes bigint,
  place jsonb,
  owner_id uuid,
  staff_ids uuid[] not null default '{}'::uuid[],
  level text,
  purpose text,
  content text,
  opinion text,
  result text,
  next_step text,
  promises jsonb not null default '[]'::jsonb,
  satisfaction smallint,
  cost numeric(18,2),
  files jsonb not null default '[]'::jsonb,
  opportunity_id uuid,
  request_id uuid,
  customer_changes jsonb,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, opportunity_id) REFERENCES opportunities(workspace_id, id),
  FOREIGN KEY (workspace_id, owner_id) REFERENCES users(workspace_id, id),
  FOREIGN KEY (workspace_id, request_id) REFERENCES service_requests(workspace_id, id)
);
alter table interactions enable row level security; -- policy own_workspace
CREATE INDEX interactions_at ON interactions USING btree (workspace_id, at, id);
CREATE INDEX interactions_bin ON interactions USING btree (workspace_id, id) WHERE (deleted_at IS NOT NULL);
CREATE INDEX interactions_contacts ON interactions USING gin (contact_ids);
CREATE INDEX interactions_customer ON interactions USING btree (workspace_id, customer_id, at, id);
CREATE INDEX interactions_files ON interactions USING gin (files jsonb_path_ops) WHERE (files <> '[]'::jsonb);
CREATE INDEX interactions_lately ON interactions USING btree (workspace_id, at) INCLUDE (owner_id, customer_id, channel) WHERE (deleted_at IS NULL);
CREATE INDEX interactions_opportunity ON interactions USING btree (workspace_id, opportunity_id, at) WHERE (opportunity_id IS NOT NULL);
CREATE INDEX interactions_owner ON interactions USING btree (workspace_id, owner_id, at, id);
CREATE INDEX interactions_request ON interactions USING btree (workspace_id, request_id, at) WHERE (request_id IS NOT NULL);

create table invoices (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  number text not null,
  customer_id uuid not null,
  order_id uuid,
  status text not null default 'draft'::text,
  kind text not null,
  tax_number text,
  issued_on date not null,
  due_on date,
  owner_id uuid,
  currency text not null,
  exchange_rate numeric(20,6) not null default 1,
  prices_include_tax boolean not null default true,
  lines jsonb not null default '[]'::jsonb,
  discount_percent numeric(7,2),
  discount_amount numeric(18,2),
  subtotal numeric(18,2) not null default 0,
  discount_total numeric(18,2) not null default 0,
  net_total numeric(18,2) not null default 0,
  tax_total numeric(18,2) not null default 0,
  total numeric(18,2) not null default 0,
  base_total numeric(18,2) not null default 0,
  base_net numeric(18,2) not null default 0,
  product_ids uuid[] not null default '{}'::uuid[],
  paid_total numeric(18,2) not null default 0,
  open_amount numeric(18,2) not null default 0,
  paid_on date,
  remark text,
  files jsonb not null default '[]'::jsonb,
  void_reason text,
  components jsonb not null default '[]'::jsonb,
  search_text text generated always as (search_text_of(VARIADIC ARRAY[number, tax_number])) stored,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, order_id) REFERENCES orders(workspace_id, id),
  FOREIGN KEY (workspace_id, owner_id) REFERENCES users(workspace_id, id),
  CHECK (((paid_total >= (0)::numeric) AND (paid_total <= GREATEST(total, (0)::numeric)))),
  CHECK ((status = ANY (ARRAY['draft'::text, 'issued'::text, 'paid'::text, 'void'::text])))
);
alter table invoices enable row level security; -- policy own_workspace
CREATE INDEX invoices_customer ON invoices USING btree (workspace_id, customer_id, created_at, id);
CREATE INDEX invoices_issued ON invoices USING btree (workspace_id, issued_on, id);
CREATE UNIQUE INDEX invoices_number_key ON invoices USING btree (workspace_id, number) WHERE (deleted_at IS NULL);
CREATE INDEX invoices_open ON invoices USING btree (workspace_id, due_on, id) INCLUDE (customer_id, owner_id, issued_on, currency, open_amount, exchange_rate) WHERE ((status = 'issued'::text) AND (deleted_at IS NULL));
CREATE INDEX invoices_order ON invoices USING btree (workspace_id, order_id) WHERE (order_id IS NOT NULL);
CREATE INDEX invoices_owner ON invoices USING btree (workspace_id, owner_id, issued_on, id);
CREATE INDEX invoices_paid ON invoices USING btree (workspace_id, customer_id) INCLUDE (currency, due_on, paid_on) WHERE ((status = 'paid'::text) AND (deleted_at IS NULL));
CREATE INDEX invoices_products ON invoices USING gin (product_ids);
CREATE INDEX invoices_search ON invoices USING gin (search_text gin_trgm_ops);

create table jobs (
  workspace_id uuid not null,
  id uuid not null,
  kind text not null,
  state text not null,
  done bigint not null default 0,
  total bigint,
  errors bigint not null default 0,
  result jsonb,
  payload jsonb not null,
  created_by uuid not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  CHECK ((state = ANY (ARRAY['queued'::text, 'running'::text, 'done'::text, 'failed'::text, 'cancelled'::text])))
);
alter table jobs enable row level security; -- policy own_workspace
CREATE INDEX jobs_kind ON jobs USING btree (workspace_id, kind, created_at);
CREATE INDEX jobs_owner ON jobs USING btree (workspace_id, created_by, created_at);

create table known_devices (
  account_id uuid not null,
  token_hash bytea not null,
  created_at timestamp with time zone not null,
  last_used_at timestamp with time zone not null,
  PRIMARY KEY (account_id, token_hash),
  FOREIGN KEY (account_id) REFERENCES accounts(id)
);

create table layouts (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  object text not null,
  role_id uuid,
  "position" bigint not null,
  panels jsonb not null default '[]'::jsonb,
  left_out jsonb not null default '[]'::jsonb,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, role_id) REFERENCES roles(workspace_id, id)
);
alter table layouts enable row level security; -- policy own_workspace
CREATE INDEX layouts_role ON layouts USING btree (workspace_id, role_id);
CREATE UNIQUE INDEX layouts_role_key ON layouts USING btree (workspace_id, object, COALESCE(role_id, '00000000-0000-0000-0000-000000000000'::uuid)) WHERE (deleted_at IS NULL);

create table lead_interactions (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  summary text not null,
  lead_id uuid not null,
  channel text not null,
  direction text not null,
  outcome text not null,
  at timestamp with time zone not null,
  content text,
  owner_id uuid,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, lead_id) REFERENCES leads(workspace_id, id),
  FOREIGN KEY (workspace_id, owner_id) REFERENCES users(workspace_id, id)
);
alter table lead_interactions enable row level security; -- policy own_workspace
CREATE INDEX lead_interactions_at ON lead_interactions USING btree (workspace_id, at, id);
CREATE INDEX lead_interactions_lead ON lead_interactions USING btree (workspace_id, lead_id, at, id);
CREATE INDEX lead_interactions_owner ON lead_interactions USING btree (workspace_id, owner_id);

create table lead_models (
  workspace_id uuid not null,
  id uuid not null,
  trained_at timestamp with time zone not null,
  trained_by uuid not null,
  won integer not null,
  lost integer not null,
  verdict text not null,
  quality jsonb,
  model jsonb,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table lead_models enable row level security; -- policy own_workspace
CREATE INDEX lead_models_trained ON lead_models USING btree (workspace_id, trained_at, id);

create table lead_settings (
  workspace_id uuid not null,
  contact_minutes integer not null,
  PRIMARY KEY (workspace_id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table lead_settings enable row level security; -- policy own_workspace

create table leads (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  number text not null,
  name text not null,
  name_pinyin text not null default ''::text,
  name_initials text not null default ''::text,
  company text,
  "position" text,
  phones text[] not null default '{}'::text[],
  emails text[] not null default '{}'::text[],
  wechat text,
  city text,
  address text,
  industry text,
  size_band text,
  source text not null,
  source_detail text,
  wants text,
  product_ids uuid[] not null default '{}'::uuid[],
  budget numeric(18,2),
  expected_on date,
  owner_id uuid,
  team_id uuid,
  territory_id uuid,
  next_contact_on date,
  remark text,
  status text not null,
  unqualified_reason text,
  unqualified_remark text,
  settled_at timestamp with time zone,
  contact_due_at timestamp with time zone,
  first_contact_at timestamp with time zone,
  minutes_to_first_contact bigint,
  score bigint,
  score_reasons jsonb not null default '[]'::jsonb,
  scored_at timestamp with time zone,
  score_inputs jsonb,
  customer_id uuid,
  contact_id uuid,
  converted_by_id uuid,
  anonymised_at timestamp with time zone,
  search_text text generated always as (search_text_of(VARIADIC ARRAY[name, company, number, joined(phones), joined(emails), wechat])) stored,
  opportunity_id uuid,
  campaign_id uuid,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, campaign_id) REFERENCES campaigns(workspace_id, id),
  FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts(workspace_id, id),
  FOREIGN KEY (workspace_id, converted_by_id) REFERENCES users(workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, opportunity_id) REFERENCES opportunities(workspace_id, id),
  FOREIGN KEY (workspace_id, owner_id) REFERENCES users(workspace_id, id),
  FOREIGN KEY (workspace_id, team_id) REFERENCES departments(workspace_id, id),
  FOREIGN KEY (workspace_id, territory_id) REFERENCES territories(workspace_id, id),
  CHECK (((status = 'converted'::text) = (customer_id IS NOT NULL)))
);
alter table leads enable row level security; -- policy own_workspace
CREATE INDEX leads_campaign ON leads USING btree (workspace_id, campaign_id) WHERE (campaign_id IS NOT NULL);
CREATE INDEX leads_contact ON leads USING btree (workspace_id, contact_id) WHERE (contact_id IS NOT NULL);
CREATE INDEX leads_converted_by ON leads USING btree (workspace_id, converted_by_id) WHERE (converted_by_id IS NOT NULL);
CREATE INDEX leads_created ON leads USING btree (workspace_id, created_at, id) WHERE (deleted_at IS NULL);
CREATE INDEX leads_customer ON leads USING btree (workspace_id, customer_id, created_at, id) WHERE (customer_id IS NOT NULL);
CREATE INDEX leads_initials ON leads USING btree (workspace_id, name_initials text_pattern_ops);
CREATE INDEX leads_name_order ON leads USING btree (workspace_id, name_pinyin, id);
CREATE UNIQUE INDEX leads_number_key ON leads USING btree (workspace_id, number) WHERE (deleted_at IS NULL);
CREATE INDEX leads_open ON leads USING btree (workspace_id, score, id) WHERE ((status = ANY (ARRAY['new'::text, 'working'::text, 'qualified'::text])) AND (deleted_at IS NULL));
CREATE INDEX leads_opportunity ON leads USING btree (workspace_id, opportunity_id) WHERE (opportunity_id IS NOT NULL);
CREATE INDEX leads_owner ON leads USING btree (workspace_id, owner_id, status, contact_due_at, id) WHERE (deleted_at IS NULL);
CREATE INDEX leads_pinyin ON leads USING btree (workspace_id, name_pinyin text_pattern_ops, id);
CREATE INDEX leads_products ON leads USING gin (product_ids);
CREATE INDEX leads_search ON leads USING gin (search_text gin_trgm_ops);
CREATE INDEX leads_settled ON leads USING btree (workspace_id, settled_at, id) WHERE ((status = ANY (ARRAY['converted'::text, 'unqualified'::text])) AND (deleted_at IS NULL));
CREATE INDEX leads_team ON leads USING btree (workspace_id, team_id) WHERE (team_id IS NOT NULL);
CREATE INDEX leads_territory ON leads USING btree (workspace_id, territory_id) WHERE (territory_id IS NOT NULL);
CREATE INDEX leads_waiting ON leads USING btree (workspace_id, contact_due_at, id) WHERE ((first_contact_at IS NULL) AND (status = ANY (ARRAY['new'::text, 'working'::text])) AND (deleted_at IS NULL));

create table learnt_contracts (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  contract_id uuid not null,
  customer_id uuid not null,
  ended_on date not null,
  is_lost boolean not null,
  said numeric(7,2),
  as_of date not null,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, contract_id) REFERENCES contracts(workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table learnt_contracts enable row level security; -- policy own_workspace
CREATE INDEX learnt_contracts_bin ON learnt_contracts USING btree (workspace_id, id) WHERE (deleted_at IS NOT NULL);
CREATE INDEX learnt_contracts_contract ON learnt_contracts USING btree (workspace_id, contract_id);
CREATE INDEX learnt_contracts_customer ON learnt_contracts USING btree (workspace_id, customer_id);
CREATE INDEX learnt_contracts_ended ON learnt_contracts USING btree (workspace_id, ended_on, id);

create table learnt_leads (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  lead_id uuid not null,
  is_won boolean not null,
  said numeric(7,2),
  learnt_on date not null,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, lead_id) REFERENCES leads(workspace_id, id)
);
alter table learnt_leads enable row level security; -- policy own_workspace
CREATE INDEX learnt_leads_bin ON learnt_leads USING btree (workspace_id, id) WHERE (deleted_at IS NOT NULL);
CREATE INDEX learnt_leads_lead ON learnt_leads USING btree (workspace_id, lead_id);
CREATE INDEX learnt_leads_said ON learnt_leads USING btree (workspace_id, said, id);

create table merges (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  name text not null,
  survivor_id uuid not null,
  loser_id uuid not null,
  state text not null,
  counts jsonb,
  shares jsonb,
  undone_at timestamp with time zone,
  undone_by_id uuid,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, loser_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id, survivor_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id, undone_by_id) REFERENCES users(workspace_id, id),
  CHECK ((survivor_id <> loser_id)),
  CHECK ((state = ANY (ARRAY['done'::text, 'undone'::text])))
);
alter table merges enable row level security; -- policy own_workspace
CREATE INDEX merges_created ON merges USING btree (workspace_id, created_at, id);
CREATE INDEX merges_loser ON merges USING btree (workspace_id, loser_id);
CREATE INDEX merges_survivor ON merges USING btree (workspace_id, survivor_id);
CREATE INDEX merges_undone_by ON merges USING btree (workspace_id, undone_by_id) WHERE (undone_by_id IS NOT NULL);

create table notice_preferences (
  workspace_id uuid not null,
  user_id uuid not null,
  kind text not null,
  app boolean not null,
  mail text not null,
  PRIMARY KEY (workspace_id, user_id, kind),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, user_id) REFERENCES users(workspace_id, id),
  CHECK ((mail = ANY (ARRAY['off'::text, 'at_once'::text, 'digest'::text])))
);
alter table notice_preferences enable row level security; -- policy own_workspace

create table notice_settings (
  workspace_id uuid not null,
  user_id uuid not null,
  language text not null default 'zh'::text,
  digest_hour integer not null default 8,
  time_zone text,
  PRIMARY KEY (workspace_id, user_id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, user_id) REFERENCES users(workspace_id, id),
  CHECK (((digest_hour >= 0) AND (digest_hour <= 23))),
  CHECK ((language = ANY (ARRAY['zh'::text, 'en'::text])))
);
alter table notice_settings enable row level security; -- policy own_workspace

create table notifications (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  receiver_id uuid not null,
  kind text not null,
  object text,
  record text,
  actor_id uuid,
  details jsonb not null default '{}'::jsonb,
  count bigint not null default 1,
  key text,
  read_at timestamp with time zone,
  done_at timestamp with time zone,
  is_read boolean generated always as ((read_at IS NOT NULL)) stored,
  is_in_app boolean not null,
  mail text not null,
  mail_state text,
  mail_id uuid,
  mailed_at timestamp with time zone,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, actor_id) REFERENCES users(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, receiver_id) REFERENCES users(workspace_id, id),
  CHECK ((mail = ANY (ARRAY['off'::text, 'at_once'::text, 'digest'::text]))),
  CHECK ((mail_state = ANY (ARRAY['waiting'::text, 'sending'::text, 'sent'::text, 'refused'::text, 'left_out'::text]))),
  CHECK ((record ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'::text))
);
alter table notifications enable row level security; -- policy own_workspace
CREATE INDEX notifications_actor ON notifications USING btree (workspace_id, actor_id);
CREATE INDEX notifications_inbox ON notifications USING btree (workspace_id, receiver_id, is_read, id) WHERE (is_in_app AND (deleted_at IS NULL));
CREATE UNIQUE INDEX notifications_key_key ON notifications USING btree (workspace_id, receiver_id, key) WHERE (key IS NOT NULL);
CREATE INDEX notifications_kinds ON notifications USING btree (workspace_id, receiver_id, kind, id) WHERE ((read_at IS NULL) AND is_in_app AND (deleted_at IS NULL));
CREATE INDEX notifications_mail ON notifications USING btree (workspace_id, receiver_id, mail, id) WHERE (mail_state = ANY (ARRAY['waiting'::text, 'sending'::text]));
CREATE INDEX notifications_order ON notifications USING btree (workspace_id, receiver_id, created_at, id) WHERE (deleted_at IS NULL);
CREATE INDEX notifications_record ON notifications USING btree (workspace_id, object, record) WHERE (record IS NOT NULL);

create table number_formats (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  object text not null,
  format text not null,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table number_formats enable row level security; -- policy own_workspace
CREATE UNIQUE INDEX number_formats_object_key ON number_formats USING btree (workspace_id, object) WHERE (deleted_at IS NULL);

create table number_sequences (
  workspace_id uuid not null,
  name text not null,
  last bigint not null,
  PRIMARY KEY (workspace_id, name),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table number_sequences enable row level security; -- policy own_workspace

create table opportunities (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  number text not null,
  name text not null,
  name_pinyin text not null default ''::text,
  name_initials text not null default ''::text,
  customer_id uuid,
  contact_ids uuid[] not null default '{}'::uuid[],
  product_ids uuid[] not null default '{}'::uuid[],
  pipeline_id uuid,
  stage_id uuid,
  status text not null,
  amount numeric(18,2),
  currency text not null,
  probability numeric(7,0),
  weighted_amount numeric(18,2),
  close_on date,
  opened_on date,
  source text,
  source_detail text,
  owner_id uuid,
  team_ids uuid[] not null default '{}'::uuid[],
  territory_id uuid,
  next_step text,
  next_step_on date,
  needs jsonb not null default '[]'::jsonb,
  objections jsonb not null default '[]'::jsonb,
  commitments jsonb not null default '[]'::jsonb,
  reason text,
  reason_text text,
  closed_at timestamp with time zone,
  closed_from_id uuid,
  stage_since timestamp with time zone,
  stage_due_on date,
  is_historic boolean not null default false,
  historic_stage_id uuid,
  historic_closed_on date,
  moves bigint not null default 0,
  stage_probability numeric(7,0),
  remark text,
  files jsonb not null default '[]'::jsonb,
  search_text text generated always as (search_text_of(VARIADIC ARRAY[name, number])) stored,
  forecast_choice text,
  forecast_category text,
  stood_in uuid[] not null default '{}'::uuid[],
  stood_for bigint[] not null default '{}'::bigint[],
  contact_roles jsonb not null default '[]'::jsonb,
  campaign_id uuid,
  won_through text,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, campaign_id) REFERENCES campaigns(workspace_id, id),
  FOREIGN KEY (workspace_id, closed_from_id) REFERENCES stages(workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, historic_stage_id) REFERENCES stages(workspace_id, id),
  FOREIGN KEY (workspace_id, owner_id) REFERENCES users(workspace_id, id),
  FOREIGN KEY (workspace_id, pipeline_id) REFERENCES pipelines(workspace_id, id),
  FOREIGN KEY (workspace_id, pipeline_id, stage_id, status) REFERENCES stages(workspace_id, pipeline_id, id, kind),
  FOREIGN KEY (workspace_id, stage_id) REFERENCES stages(workspace_id, id),
  FOREIGN KEY (workspace_id, territory_id) REFERENCES territories(workspace_id, id),
  CHECK (((status = 'open'::text) = (closed_at IS NULL))),
  CHECK (((cardinality(stood_in) = cardinality(stood_for)) AND (cardinality(stood_in) <= 64)))
);
alter table opportunities enable row level security; -- policy own_workspace
CREATE INDEX opportunities_bin ON opportunities USING btree (workspace_id, id) WHERE (deleted_at IS NOT NULL);
CREATE INDEX opportunities_bin_number ON opportunities USING btree (workspace_id, number) WHERE (deleted_at IS NOT NULL);
CREATE INDEX opportunities_board ON opportunities USING btree (workspace_id, pipeline_id, stage_id) INCLUDE (customer_id, owner_id, territory_id, currency, amount, weighted_amount, stage_due_on) WHERE ((status = 'open'::text) AND (deleted_at IS NULL));
CREATE INDEX opportunities_campaign ON opportunities USING btree (workspace_id, campaign_id) WHERE (campaign_id IS NOT NULL);
CREATE INDEX opportunities_closed ON opportunities USING btree (workspace_id, closed_at, id) WHERE (deleted_at IS NULL);
CREATE INDEX opportunities_closed_from ON opportunities USING btree (workspace_id, closed_from_id) WHERE (closed_from_id IS NOT NULL);
CREATE INDEX opportunities_customer ON opportunities USING btree (workspace_id, customer_id, created_at, id) WHERE (deleted_at IS NULL);
CREATE INDEX opportunities_expected ON opportunities USING btree (workspace_id, close_on) INCLUDE (customer_id, owner_id, territory_id, stage_id, forecast_category, currency, amount, weighted_amount) WHERE ((status = 'open'::text) AND (deleted_at IS NULL));
CREATE INDEX opportunities_historic_stage ON opportunities USING btree (workspace_id, historic_stage_id) WHERE (historic_stage_id IS NOT NULL);
CREATE INDEX opportunities_name_order ON opportunities USING btree (workspace_id, name_pinyin, id);
CREATE UNIQUE INDEX opportunities_number_key ON opportunities USING btree (workspace_id, number) WHERE (deleted_at IS NULL);
CREATE INDEX opportunities_owner ON opportunities USING btree (workspace_id, owner_id, status, close_on, id) WHERE (deleted_at IS NULL);
CREATE INDEX opportunities_pipeline ON opportunities USING btree (workspace_id, pipeline_id, opened_on) INCLUDE (customer_id, owner_id, territory_id, status, closed_at, stood_in, stood_for) WHERE (deleted_at IS NULL);
CREATE INDEX opportunities_search ON opportunities USING gin (search_text gin_trgm_ops);
CREATE INDEX opportunities_stage ON opportunities USING btree (workspace_id, stage_id, stage_since, id) WHERE (deleted_at IS NULL);
CREATE INDEX opportunities_status ON opportunities USING btree (workspace_id, status, close_on, id) WHERE (deleted_at IS NULL);
CREATE INDEX opportunities_team ON opportunities USING gin (team_ids) WHERE (team_ids <> '{}'::uuid[]);
CREATE INDEX opportunities_territory ON opportunities USING btree (workspace_id, territory_id) WHERE (territory_id IS NOT NULL);
CREATE INDEX opportunities_updated ON opportunities USING btree (workspace_id, updated_at, id);
CREATE INDEX opportunities_won ON opportunities USING btree (workspace_id, closed_at) INCLUDE (customer_id, owner_id, territory_id, currency, amount) WHERE ((status = 'won'::text) AND (deleted_at IS NULL));

create table opportunity_competitors (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  opportunity_id uuid not null,
  competitor_id uuid not null,
  price numeric(18,2),
  threat text not null,
  strengths text,
  weaknesses text,
  outcome text not null,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, competitor_id) REFERENCES competitors(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, opportunity_id) REFERENCES opportunities(workspace_id, id)
);
alter table opportunity_competitors enable row level security; -- policy own_workspace
CREATE UNIQUE INDEX opportunity_competitors_competitor_key ON opportunity_competitors USING btree (workspace_id, opportunity_id, competitor_id) WHERE (deleted_at IS NULL);
CREATE INDEX opportunity_competitors_of_competitor ON opportunity_competitors USING btree (workspace_id, competitor_id);
CREATE INDEX opportunity_competitors_updated ON opportunity_competitors USING btree (workspace_id, updated_at, id);

create table order_kinds (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  name text not null,
  "position" bigint not null default 1,
  steps jsonb not null default '[]'::jsonb,
  counts_at text not null default 'confirmed'::text,
  is_default boolean not null default false,
  is_active boolean not null default true,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table order_kinds enable row level security; -- policy own_workspace
CREATE INDEX order_kinds_position ON order_kinds USING btree (workspace_id, "position", id);

create table orders (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  number text not null,
  customer_id uuid not null,
  contact_id uuid,
  quote_id uuid,
  contract_id uuid,
  opportunity_id uuid,
  kind_id uuid,
  status text not null default 'draft'::text,
  due_on date,
  ordered_on date not null,
  wanted_on date,
  owner_id uuid,
  currency text not null,
  exchange_rate numeric(20,6) not null default 1,
  prices_include_tax boolean not null default true,
  lines jsonb not null default '[]'::jsonb,
  discount_percent numeric(7,2),
  discount_amount numeric(18,2),
  subtotal numeric(18,2) not null default 0,
  discount_total numeric(18,2) not null default 0,
  net_total numeric(18,2) not null default 0,
  tax_total numeric(18,2) not null default 0,
  total numeric(18,2) not null default 0,
  base_total numeric(18,2) not null default 0,
  base_net numeric(18,2) not null default 0,
  product_ids uuid[] not null default '{}'::uuid[],
  paid_total numeric(18,2) not null default 0,
  cost numeric(18,2),
  margin numeric(18,2),
  ship_to text,
  terms text,
  remark text,
  files jsonb not null default '[]'::jsonb,
  steps jsonb not null default '[]'::jsonb,
  cancel_reason text,
  is_counted boolean not null default false,
  is_historic boolean not null default false,
  components jsonb not null default '[]'::jsonb,
  search_text text generated always as (search_text_of(VARIADIC ARRAY[number])) stored,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts(workspace_id, id),
  FOREIGN KEY (workspace_id, contract_id) REFERENCES contracts(workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, kind_id) REFERENCES order_kinds(workspace_id, id),
  FOREIGN KEY (workspace_id, opportunity_id) REFERENCES opportunities(workspace_id, id),
  FOREIGN KEY (workspace_id, owner_id) REFERENCES users(workspace_id, id),
  FOREIGN KEY (workspace_id, quote_id) REFERENCES quotes(workspace_id, id),
  CHECK ((status = ANY (ARRAY['draft'::text, 'confirmed'::text, 'in_production'::text, 'produced'::text, 'awaiting_payment'::text, 'paid'::text, 'shipped'::text, 'arrived'::text, 'completed'::text, 'cancelled'::text])))
);
alter table orders enable row level security; -- policy own_workspace
CREATE INDEX orders_amount ON orders USING btree (workspace_id, total, id) WHERE (deleted_at IS NULL);
CREATE INDEX orders_contact ON orders USING btree (workspace_id, contact_id) WHERE (contact_id IS NOT NULL);
CREATE INDEX orders_contract ON orders USING btree (workspace_id, contract_id) WHERE (contract_id IS NOT NULL);
CREATE INDEX orders_customer ON orders USING btree (workspace_id, customer_id, ordered_on, id);
CREATE INDEX orders_due ON orders USING btree (workspace_id, due_on, id) WHERE (deleted_at IS NULL);
CREATE INDEX orders_kind ON orders USING btree (workspace_id, kind_id) WHERE (kind_id IS NOT NULL);
CREATE UNIQUE INDEX orders_number_key ON orders USING btree (workspace_id, number) WHERE (deleted_at IS NULL);
CREATE INDEX orders_opportunity ON orders USING btree (workspace_id, opportunity_id) WHERE (opportunity_id IS NOT NULL);
CREATE INDEX orders_ordered ON orders USING btree (workspace_id, ordered_on, id);
CREATE INDEX orders_owner ON orders USING btree (workspace_id, owner_id, ordered_on, id);
CREATE INDEX orders_products ON orders USING gin (product_ids);
CREATE INDEX orders_quote ON orders USING btree (workspace_id, quote_id) WHERE (quote_id IS NOT NULL);
CREATE INDEX orders_search ON orders USING gin (search_text gin_trgm_ops);
CREATE INDEX orders_status ON orders USING btree (workspace_id, status, ordered_on, id);
CREATE INDEX orders_total ON orders USING btree (workspace_id, base_total, id);
CREATE INDEX orders_wanted ON orders USING btree (workspace_id, wanted_on) WHERE ((wanted_on IS NOT NULL) AND (status <> ALL (ARRAY['draft'::text, 'shipped'::text, 'arrived'::text, 'completed'::text, 'cancelled'::text])) AND (deleted_at IS NULL));

create table ownerships (
  workspace_id uuid not null,
  customer_id uuid not null,
  owner_id uuid,
  held_since timestamp with time zone not null,
  contacted_at timestamp with time zone,
  dealt_at timestamp with time zone,
  contact_from timestamp with time zone not null generated always as (GREATEST(held_since, contacted_at)) stored,
  deal_from timestamp with time zone not null generated always as (GREATEST(held_since, dealt_at)) stored,
  former_owner_id uuid,
  how text,
  cause jsonb,
  warned_for date,
  PRIMARY KEY (workspace_id, customer_id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, former_owner_id) REFERENCES users(workspace_id, id),
  FOREIGN KEY (workspace_id, owner_id) REFERENCES users(workspace_id, id)
);
alter table ownerships enable row level security; -- policy own_workspace
CREATE INDEX ownerships_contact ON ownerships USING btree (workspace_id, contact_from) WHERE (owner_id IS NOT NULL);
CREATE INDEX ownerships_deal ON ownerships USING btree (workspace_id, deal_from) WHERE (owner_id IS NOT NULL);
CREATE INDEX ownerships_former_owner ON ownerships USING btree (workspace_id, former_owner_id) WHERE (former_owner_id IS NOT NULL);
CREATE INDEX ownerships_owner ON ownerships USING btree (workspace_id, owner_id) WHERE (owner_id IS NOT NULL);
CREATE INDEX ownerships_pool ON ownerships USING btree (workspace_id, held_since, customer_id) WHERE (owner_id IS NULL);

create table person_exports (
  workspace_id uuid not null,
  id uuid not null,
  object text not null,
  record_id uuid not null,
  file_name text not null,
  content bytea not null,
  created_by uuid not null,
  created_at timestamp with time zone not null,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table person_exports enable row level security; -- policy own_workspace
CREATE INDEX person_exports_record ON person_exports USING btree (workspace_id, record_id);

create table pipelines (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  name text not null,
  "position" bigint not null,
  is_default boolean not null default false,
  is_active boolean not null default true,
  won_by text[] not null default '{quote_accepted,contract_signed,order_confirmed}'::text[],
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table pipelines enable row level security; -- policy own_workspace
CREATE INDEX pipelines_position ON pipelines USING btree (workspace_id, "position", id);

create table pools (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  name text not null,
  "position" bigint not null default 1,
  condition jsonb,
  contact_days bigint,
  deal_days bigint,
  warn_days bigint not null,
  exempt_tiers text[] not null default '{}'::text[],
  most_held bigint,
  most_claims bigint,
  cooling_days bigint not null,
  department_ids uuid[] not null default '{}'::uuid[],
  is_active boolean not null default false,
  active_on date,
  last_run_at timestamp with time zone,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table pools enable row level security; -- policy own_workspace
CREATE INDEX pools_position ON pools USING btree (workspace_id, "position", id);

create table portal_accesses (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  name text not null,
  customer_id uuid not null,
  contact_id uuid,
  sees text not null,
  language text not null,
  status text not null,
  invited_at timestamp with time zone not null,
  withdrawn_at timestamp with time zone,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts(workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table portal_accesses enable row level security; -- policy own_workspace
CREATE INDEX portal_accesses_contact ON portal_accesses USING btree (workspace_id, contact_id, id) WHERE (contact_id IS NOT NULL);
CREATE INDEX portal_accesses_customer ON portal_accesses USING btree (workspace_id, customer_id, id);
CREATE INDEX portal_accesses_invited ON portal_accesses USING btree (workspace_id, invited_at, id);

create table portal_codes (
  workspace_id uuid not null,
  token_hash bytea not null,
  mail_hash bytea not null,
  code text,
  tries integer not null default 0,
  used_at timestamp with time zone,
  created_at timestamp with time zone not null,
  place_hash bytea,
  same_as bytea,
  digits smallint not null default 6,
  PRIMARY KEY (workspace_id, token_hash),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table portal_codes enable row level security; -- policy own_workspace
CREATE INDEX portal_codes_mail ON portal_codes USING btree (workspace_id, mail_hash, created_at);

create table portal_pages (
  workspace_id uuid not null,
  token text not null,
  created_at timestamp with time zone not null,
  PRIMARY KEY (workspace_id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table portal_pages enable row level security; -- policy own_workspace

create table portal_sessions (
  workspace_id uuid not null,
  token_hash bytea not null,
  access_id uuid not null,
  mail_hash bytea not null,
  created_at timestamp with time zone not null,
  used_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  PRIMARY KEY (workspace_id, token_hash),
  FOREIGN KEY (workspace_id, access_id) REFERENCES portal_accesses(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table portal_sessions enable row level security; -- policy own_workspace
CREATE INDEX portal_sessions_access ON portal_sessions USING btree (workspace_id, access_id, used_at);

create table preferences (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  customer_id uuid not null,
  contact_id uuid,
  kind text not null,
  area text,
  text text not null,
  strength smallint,
  department_id uuid,
  recorded_on date,
  seen_again_on date,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts(workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id, department_id) REFERENCES departments(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table preferences enable row level security; -- policy own_workspace
CREATE INDEX preferences_contact ON preferences USING btree (workspace_id, contact_id) WHERE (contact_id IS NOT NULL);
CREATE INDEX preferences_customer ON preferences USING btree (workspace_id, customer_id);
CREATE INDEX preferences_department ON preferences USING btree (workspace_id, department_id) WHERE (department_id IS NOT NULL);
CREATE INDEX preferences_updated ON preferences USING btree (workspace_id, updated_at, id);

create table price_lists (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  name text not null,
  "position" bigint not null default 1,
  currency text not null,
  customer_ids uuid[] not null default '{}'::uuid[],
  territory_ids uuid[] not null default '{}'::uuid[],
  tiers text[] not null default '{}'::text[],
  from_on date,
  until_on date,
  is_active boolean not null default true,
  remark text,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table price_lists enable row level security; -- policy own_workspace
CREATE INDEX price_lists_position ON price_lists USING btree (workspace_id, "position", id);

create table prices (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  product_id uuid not null,
  price_list_id uuid,
  price numeric(18,4) not null,
  from_quantity numeric(20,3) not null default 0,
  from_on date not null,
  until_on date,
  reason text not null default '定价'::text,
  announced_at timestamp with time zone,
  price_before numeric(18,4),
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, price_list_id) REFERENCES price_lists(workspace_id, id),
  FOREIGN KEY (workspace_id, product_id) REFERENCES products(workspace_id, id),
  CHECK ((price >= (0)::numeric))
);
alter table prices enable row level security; -- policy own_workspace
CREATE INDEX prices_from ON prices USING btree (workspace_id, from_on, id);
CREATE INDEX prices_list ON prices USING btree (workspace_id, price_list_id) WHERE (price_list_id IS NOT NULL);
CREATE INDEX prices_product ON prices USING btree (workspace_id, product_id, price_list_id, from_on);

create table privacy_settings (
  workspace_id uuid not null,
  two_step boolean not null default false,
  secret bytea not null,
  PRIMARY KEY (workspace_id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table privacy_settings enable row level security; -- policy own_workspace

create table product_associations (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  name text not null,
  product_id uuid not null,
  also_id uuid not null,
  together bigint not null,
  buyers bigint not null,
  also_buyers bigint not null,
  customers bigint not null,
  support numeric(7,2) not null,
  confidence numeric(7,2) not null,
  lift numeric(20,2) not null,
  as_of date not null,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, also_id) REFERENCES products(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, product_id) REFERENCES products(workspace_id, id)
);
alter table product_associations enable row level security; -- policy own_workspace
CREATE INDEX product_associations_also ON product_associations USING btree (workspace_id, also_id);
CREATE INDEX product_associations_bin ON product_associations USING btree (workspace_id, id) WHERE (deleted_at IS NOT NULL);
CREATE INDEX product_associations_lift ON product_associations USING btree (workspace_id, lift, id);
CREATE UNIQUE INDEX product_associations_pair ON product_associations USING btree (workspace_id, product_id, also_id);

create table product_exclusions (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  customer_id uuid not null,
  product_id uuid not null,
  reason text not null,
  until date,
  remark text,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, product_id) REFERENCES products(workspace_id, id)
);
alter table product_exclusions enable row level security; -- policy own_workspace
CREATE INDEX product_exclusions_bin ON product_exclusions USING btree (workspace_id, id) WHERE (deleted_at IS NOT NULL);
CREATE INDEX product_exclusions_customer ON product_exclusions USING btree (workspace_id, customer_id, created_at, id);
CREATE INDEX product_exclusions_product ON product_exclusions USING btree (workspace_id, product_id);

create table product_proposals (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  customer_id uuid not null,
  product_id uuid not null,
  proposed_at timestamp with time zone not null,
  person_id uuid,
  source text not null,
  because text,
  quote_id uuid,
  outcome text not null,
  bought_at timestamp with time zone,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, person_id) REFERENCES users(workspace_id, id),
  FOREIGN KEY (workspace_id, product_id) REFERENCES products(workspace_id, id),
  FOREIGN KEY (workspace_id, quote_id) REFERENCES quotes(workspace_id, id)
);
alter table product_proposals enable row level security; -- policy own_workspace
CREATE INDEX product_proposals_bin ON product_proposals USING btree (workspace_id, id) WHERE (deleted_at IS NOT NULL);
CREATE INDEX product_proposals_customer ON product_proposals USING btree (workspace_id, customer_id, proposed_at, id);
CREATE INDEX product_proposals_day ON product_proposals USING btree (workspace_id, proposed_at, id) WHERE (deleted_at IS NULL);
CREATE INDEX product_proposals_open ON product_proposals USING btree (workspace_id, proposed_at) WHERE ((outcome = 'open'::text) AND (deleted_at IS NULL));
CREATE INDEX product_proposals_person ON product_proposals USING btree (workspace_id, person_id);
CREATE INDEX product_proposals_product ON product_proposals USING btree (workspace_id, product_id);
CREATE INDEX product_proposals_quote ON product_proposals USING btree (workspace_id, quote_id);

create table product_shares (
  workspace_id uuid not null,
  category text not null,
  segment text not null,
  product_id uuid not null,
  buyers bigint not null,
  customers bigint not null,
  PRIMARY KEY (workspace_id, category, segment, product_id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table product_shares enable row level security; -- policy own_workspace

create table products (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  code text,
  name text not null,
  name_pinyin text not null default ''::text,
  name_initials text not null default ''::text,
  category text,
  unit text,
  price numeric(18,2),
  is_active boolean not null default true,
  remark text,
  search_text text generated always as (search_text_of(VARIADIC ARRAY[name, code])) stored,
  kind text not null default 'goods'::text,
  cost numeric(18,2),
  tax_rate numeric(7,2),
  components jsonb not null default '[]'::jsonb,
  stock numeric(20,3),
  risk_level smallint,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table products enable row level security; -- policy own_workspace
CREATE UNIQUE INDEX products_code_key ON products USING btree (workspace_id, code) WHERE (deleted_at IS NULL);
CREATE INDEX products_name_order ON products USING btree (workspace_id, name_pinyin, id);

create table provider_links (
  workspace_id uuid not null,
  provider_id uuid not null,
  subject text not null,
  user_id uuid not null,
  created_at timestamp with time zone not null,
  PRIMARY KEY (workspace_id, provider_id, subject),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, provider_id) REFERENCES identity_providers(workspace_id, id),
  FOREIGN KEY (workspace_id, user_id) REFERENCES users(workspace_id, id)
);
alter table provider_links enable row level security; -- policy own_workspace
CREATE INDEX provider_links_user ON provider_links USING btree (workspace_id, user_id);

create table purchases (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  number text not null,
  supplier_id uuid not null,
  order_id uuid,
  status text not null default 'draft'::text,
  ordered_on date not null,
  expected_on date,
  received_on date,
  paid_on date,
  owner_id uuid,
  currency text not null,
  exchange_rate numeric(20,6) not null default 1,
  prices_include_tax boolean not null default true,
  lines jsonb not null default '[]'::jsonb,
  discount_percent numeric(7,2),
  discount_amount numeric(18,2),
  subtotal numeric(18,2) not null default 0,
  discount_total numeric(18,2) not null default 0,
  net_total numeric(18,2) not null default 0,
  tax_total numeric(18,2) not null default 0,
  total numeric(18,2) not null default 0,
  base_total numeric(18,2) not null default 0,
  base_net numeric(18,2) not null default 0,
  product_ids uuid[] not null default '{}'::uuid[],
  remark text,
  files jsonb not null default '[]'::jsonb,
  components jsonb not null default '[]'::jsonb,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, order_id) REFERENCES orders(workspace_id, id),
  FOREIGN KEY (workspace_id, owner_id) REFERENCES users(workspace_id, id),
  FOREIGN KEY (workspace_id, supplier_id) REFERENCES customers(workspace_id, id),
  CHECK ((status = ANY (ARRAY['draft'::text, 'ordered'::text, 'received'::text, 'paid'::text, 'cancelled'::text])))
);
alter table purchases enable row level security; -- policy own_workspace
CREATE UNIQUE INDEX purchases_number_key ON purchases USING btree (workspace_id, number) WHERE (deleted_at IS NULL);
CREATE INDEX purchases_order ON purchases USING btree (workspace_id, order_id) WHERE (order_id IS NOT NULL);
CREATE INDEX purchases_ordered ON purchases USING btree (workspace_id, ordered_on, id);
CREATE INDEX purchases_owner ON purchases USING btree (workspace_id, owner_id) WHERE (owner_id IS NOT NULL);
CREATE INDEX purchases_products ON purchases USING gin (product_ids);
CREATE INDEX purchases_supplier ON purchases USING btree (workspace_id, supplier_id, created_at, id);

create table quotas (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  name text not null,
  holder text not null,
  person_id uuid,
  department_id uuid,
  territory_id uuid,
  product_id uuid,
  measure text not null,
  period text not null,
  first_on date not null,
  last_on date not null,
  target numeric(20,2) not null,
  remark text,
  identity text not null,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, department_id) REFERENCES departments(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, person_id) REFERENCES users(workspace_id, id),
  FOREIGN KEY (workspace_id, product_id) REFERENCES products(workspace_id, id),
  FOREIGN KEY (workspace_id, territory_id) REFERENCES territories(workspace_id, id),
  CHECK ((((holder = 'person'::text) = (person_id IS NOT NULL)) AND ((holder = 'department'::text) = (department_id IS NOT NULL)))),
  CHECK (((first_on <= last_on) AND (target > (0)::numeric)))
);
alter table quotas enable row level security; -- policy own_workspace
CREATE INDEX quotas_bin ON quotas USING btree (workspace_id, id) WHERE (deleted_at IS NOT NULL);
CREATE INDEX quotas_bin_identity ON quotas USING btree (workspace_id, identity) WHERE (deleted_at IS NOT NULL);
CREATE INDEX quotas_department ON quotas USING btree (workspace_id, department_id) WHERE (department_id IS NOT NULL);
CREATE UNIQUE INDEX quotas_identity_key ON quotas USING btree (workspace_id, identity) WHERE (deleted_at IS NULL);
CREATE INDEX quotas_period ON quotas USING btree (workspace_id, first_on, period, measure, id) WHERE (deleted_at IS NULL);
CREATE INDEX quotas_person ON quotas USING btree (workspace_id, person_id, first_on) WHERE (person_id IS NOT NULL);
CREATE INDEX quotas_product ON quotas USING btree (workspace_id, product_id) WHERE (product_id IS NOT NULL);
CREATE INDEX quotas_territory ON quotas USING btree (workspace_id, territory_id) WHERE (territory_id IS NOT NULL);

create table quotes (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  number text not null,
  name text not null,
  customer_id uuid not null,
  contact_id uuid,
  opportunity_id uuid,
  status text not null,
  valid_until date,
  owner_id uuid not null,
  version_number bigint not null default 1,
  root_id uuid,
  currency text not null,
  exchange_rate numeric(20,6) not null default 1,
  prices_include_tax boolean not null default true,
  lines jsonb not null default '[]'::jsonb,
  discount_percent numeric(7,2),
  discount_amount numeric(18,2),
  subtotal numeric(18,2) not null default 0,
  discount_total numeric(18,2) not null default 0,
  net_total numeric(18,2) not null default 0,
  tax_total numeric(18,2) not null default 0,
  total numeric(18,2) not null default 0,
  base_total numeric(18,2) not null default 0,
  base_net numeric(18,2) not null default 0,
  product_ids uuid[] not null default '{}'::uuid[],
  discount_rate numeric(7,2),
  terms text,
  remark text,
  sent_at timestamp with time zone,
  sent_to text[] not null default '{}'::text[],
  seen_at timestamp with time zone,
  answered_at timestamp with time zone,
  answered_by text,
  decline_reason text,
  paper jsonb,
  files jsonb not null default '[]'::jsonb,
  search_text text generated always as (search_text_of(VARIADIC ARRAY[name, number])) stored,
  components jsonb not null default '[]'::jsonb,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts(workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, opportunity_id) REFERENCES opportunities(workspace_id, id),
  FOREIGN KEY (workspace_id, owner_id) REFERENCES users(workspace_id, id),
  FOREIGN KEY (workspace_id, root_id) REFERENCES quotes(workspace_id, id)
);
alter table quotes enable row level security; -- policy own_workspace
CREATE INDEX quotes_contact ON quotes USING btree (workspace_id, contact_id) WHERE (contact_id IS NOT NULL);
CREATE INDEX quotes_created ON quotes USING btree (workspace_id, created_at, id);
CREATE INDEX quotes_customer ON quotes USING btree (workspace_id, customer_id, created_at);
CREATE INDEX quotes_files ON quotes USING gin (files jsonb_path_ops) WHERE (files <> '[]'::jsonb);
CREATE UNIQUE INDEX quotes_number ON quotes USING btree (workspace_id, number, version_number) WHERE (deleted_at IS NULL);
CREATE INDEX quotes_number_gone ON quotes USING btree (workspace_id, number) WHERE (deleted_at IS NOT NULL);
CREATE INDEX quotes_opportunity ON quotes USING btree (workspace_id, opportunity_id) WHERE (opportunity_id IS NOT NULL);
CREATE INDEX quotes_owner ON quotes USING btree (workspace_id, owner_id, created_at);
CREATE INDEX quotes_paper ON quotes USING gin (paper jsonb_path_ops) WHERE (paper <> '[]'::jsonb);
CREATE INDEX quotes_products ON quotes USING gin (product_ids);
CREATE INDEX quotes_root ON quotes USING btree (workspace_id, root_id) WHERE (root_id IS NOT NULL);
CREATE INDEX quotes_search ON quotes USING gin (search_text gin_trgm_ops);
CREATE INDEX quotes_status ON quotes USING btree (workspace_id, status, valid_until, id);

create table receipt_matches (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  receipt_id uuid not null,
  invoice_id uuid not null,
  amount numeric(18,2) not null,
  currency text not null,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, invoice_id) REFERENCES invoices(workspace_id, id),
  FOREIGN KEY (workspace_id, receipt_id) REFERENCES receipts(workspace_id, id),
  CHECK ((amount > (0)::numeric))
);
alter table receipt_matches enable row level security; -- policy own_workspace
CREATE INDEX receipt_matches_created ON receipt_matches USING btree (workspace_id, created_at, id);
CREATE INDEX receipt_matches_invoice ON receipt_matches USING btree (workspace_id, invoice_id);
CREATE INDEX receipt_matches_receipt ON receipt_matches USING btree (workspace_id, receipt_id);

create table receipts (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  number text not null,
  customer_id uuid not null,
  received_on date not null,
  amount numeric(18,2) not null,
  currency text not null,
  method text not null,
  payer text,
  reference text,
  matched_total numeric(18,2) not null default 0,
  open_amount numeric(18,2) not null default 0,
  status text not null default 'open'::text,
  owner_id uuid,
  remark text,
  files jsonb not null default '[]'::jsonb,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, owner_id) REFERENCES users(workspace_id, id),
  CHECK (((matched_total >= (0)::numeric) AND (matched_total <= amount)))
);
alter table receipts enable row level security; -- policy own_workspace
CREATE INDEX receipts_customer ON receipts USING btree (workspace_id, customer_id, created_at, id);
CREATE UNIQUE INDEX receipts_number_key ON receipts USING btree (workspace_id, number) WHERE (deleted_at IS NULL);
CREATE INDEX receipts_open ON receipts USING btree (workspace_id, received_on, id) WHERE ((status <> 'matched'::text) AND (deleted_at IS NULL));
CREATE INDEX receipts_owner ON receipts USING btree (workspace_id, owner_id) WHERE (owner_id IS NOT NULL);
CREATE INDEX receipts_received ON receipts USING btree (workspace_id, received_on, id);

create table recovery_codes (
  account_id uuid not null,
  code_hash bytea not null,
  used_at timestamp with time zone,
  PRIMARY KEY (account_id, code_hash),
  FOREIGN KEY (account_id) REFERENCES accounts(id)
);

create table relationships (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  customer_id uuid not null,
  other_id uuid not null,
  kind text not null,
  remark text,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, other_id) REFERENCES customers(workspace_id, id),
  CHECK ((customer_id <> other_id))
);
alter table relationships enable row level security; -- policy own_workspace
CREATE INDEX relationships_customer ON relationships USING btree (workspace_id, customer_id);
CREATE INDEX relationships_other ON relationships USING btree (workspace_id, other_id);
CREATE INDEX relationships_updated ON relationships USING btree (workspace_id, updated_at, id) WHERE (deleted_at IS NULL);

create table removal_proposals (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  rule_id uuid not null,
  customer_id uuid not null,
  facts jsonb,
  act text not null,
  status text not null,
  decided_by_id uuid,
  decided_at timestamp with time zone,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id, decided_by_id) REFERENCES users(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, rule_id) REFERENCES removal_rules(workspace_id, id),
  CHECK ((status = ANY (ARRAY['proposed'::text, 'kept'::text, 'done'::text, 'obsolete'::text])))
);
alter table removal_proposals enable row level security; -- policy own_workspace
CREATE INDEX removal_proposals_created ON removal_proposals USING btree (workspace_id, created_at, id);
CREATE INDEX removal_proposals_customer ON removal_proposals USING btree (workspace_id, customer_id);
CREATE INDEX removal_proposals_decided_by ON removal_proposals USING btree (workspace_id, decided_by_id) WHERE (decided_by_id IS NOT NULL);
CREATE INDEX removal_proposals_open ON removal_proposals USING btree (workspace_id, rule_id, customer_id) WHERE (status = 'proposed'::text);
CREATE INDEX removal_proposals_rule ON removal_proposals USING btree (workspace_id, rule_id, status);

create table removal_rules (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  name text not null,
  kind text not null,
  months bigint,
  below bigint,
  condition jsonb,
  act text not null,
  is_active boolean not null default false,
  last_run_at timestamp with time zone,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  CHECK ((act = ANY (ARRAY['bin'::text, 'anonymise'::text]))),
  CHECK ((kind = ANY (ARRAY['no_consumption'::text, 'incomplete'::text, 'duplicate'::text, 'test_data'::text])))
);
alter table removal_rules enable row level security; -- policy own_workspace
CREATE INDEX removal_rules_name ON removal_rules USING btree (workspace_id, name, id);

create table renewal_models (
  workspace_id uuid not null,
  fitted_at timestamp with time zone not null,
  as_of date not null,
  contracts bigint not null,
  ended bigint not null,
  running bigint not null,
  model jsonb not null,
  PRIMARY KEY (workspace_id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table renewal_models enable row level security; -- policy own_workspace

create table report_deliveries (
  workspace_id uuid not null,
  id uuid not null,
  report_id uuid not null,
  schedule_id uuid,
  due_at timestamp with time zone not null,
  receiver_id uuid not null,
  sender_id uuid,
  state text not null default 'waiting'::text,
  ended_at timestamp with time zone,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, receiver_id) REFERENCES users(workspace_id, id),
  FOREIGN KEY (workspace_id, report_id) REFERENCES reports(workspace_id, id),
  FOREIGN KEY (workspace_id, schedule_id) REFERENCES report_schedules(workspace_id, id)
);
alter table report_deliveries enable row level security; -- policy own_workspace
CREATE UNIQUE INDEX report_deliveries_due_key ON report_deliveries USING btree (workspace_id, schedule_id, due_at, receiver_id);
CREATE INDEX report_deliveries_receiver ON report_deliveries USING btree (workspace_id, receiver_id);
CREATE INDEX report_deliveries_report ON report_deliveries USING btree (workspace_id, report_id, due_at);
CREATE INDEX report_deliveries_waiting ON report_deliveries USING btree (workspace_id, due_at, id) WHERE (state = 'waiting'::text);

create table report_pins (
  workspace_id uuid not null,
  user_id uuid not null,
  object text not null,
  record_id uuid not null,
  pinned_at timestamp with time zone not null,
  PRIMARY KEY (workspace_id, user_id, object, record_id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, user_id) REFERENCES users(workspace_id, id),
  CHECK ((object = ANY (ARRAY['report'::text, 'dashboard'::text])))
);
alter table report_pins enable row level security; -- policy own_workspace

create table report_schedules (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  report_id uuid not null,
  every text not null,
  weekday text,
  day bigint,
  hour bigint not null,
  recipient_ids uuid[] not null default '{}'::uuid[],
  is_active boolean not null default true,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, report_id) REFERENCES reports(workspace_id, id)
);
alter table report_schedules enable row level security; -- policy own_workspace
CREATE INDEX report_schedules_hour ON report_schedules USING btree (workspace_id, hour, id);
CREATE INDEX report_schedules_report ON report_schedules USING btree (workspace_id, report_id);

create table reports (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  name text not null,
  remark text,
  question jsonb not null,
  object text not null,
  display text not null,
  owner_id uuid,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, owner_id) REFERENCES users(workspace_id, id)
);
alter table reports enable row level security; -- policy own_workspace
CREATE INDEX reports_bin ON reports USING btree (workspace_id, id) WHERE (deleted_at IS NOT NULL);
CREATE INDEX reports_name ON reports USING btree (workspace_id, name, id);
CREATE INDEX reports_owner ON reports USING btree (workspace_id, owner_id, name, id) WHERE (owner_id IS NOT NULL);

create table request_intakes (
  workspace_id uuid not null,
  kind text not null,
  token text not null,
  secret text,
  created_at timestamp with time zone not null,
  PRIMARY KEY (workspace_id, kind),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  CHECK ((kind = ANY (ARRAY['form'::text, 'mail'::text])))
);
alter table request_intakes enable row level security; -- policy own_workspace

create table request_keys (
  workspace_id uuid not null,
  key text not null,
  request_id uuid,
  created_at timestamp with time zone not null,
  PRIMARY KEY (workspace_id, key),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, request_id) REFERENCES service_requests(workspace_id, id)
);
alter table request_keys enable row level security; -- policy own_workspace
CREATE INDEX request_keys_request ON request_keys USING btree (workspace_id, request_id) WHERE (request_id IS NOT NULL);

create table request_links (
  workspace_id uuid not null,
  token_hash bytea not null,
  request_id uuid not null,
  created_at timestamp with time zone not null,
  PRIMARY KEY (workspace_id, token_hash),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, request_id) REFERENCES service_requests(workspace_id, id)
);
alter table request_links enable row level security; -- policy own_workspace
CREATE INDEX request_links_request ON request_links USING btree (workspace_id, request_id);

create table request_messages (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  summary text not null,
  request_id uuid not null,
  kind text not null,
  at timestamp with time zone not null,
  channel text not null,
  content text not null,
  author_id uuid,
  author_name text,
  files jsonb not null default '[]'::jsonb,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, author_id) REFERENCES users(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, request_id) REFERENCES service_requests(workspace_id, id),
  CHECK ((kind = ANY (ARRAY['from_customer'::text, 'reply'::text, 'note'::text])))
);
alter table request_messages enable row level security; -- policy own_workspace
CREATE INDEX request_messages_at ON request_messages USING btree (workspace_id, at, id);
CREATE INDEX request_messages_author ON request_messages USING btree (workspace_id, author_id) WHERE (author_id IS NOT NULL);
CREATE INDEX request_messages_files ON request_messages USING gin (files jsonb_path_ops) WHERE (files <> '[]'::jsonb);
CREATE INDEX request_messages_request ON request_messages USING btree (workspace_id, request_id, at, id);

create table request_uploads (
  workspace_id uuid not null,
  file_id uuid not null,
  sender text not null,
  created_at timestamp with time zone not null,
  PRIMARY KEY (workspace_id, file_id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table request_uploads enable row level security; -- policy own_workspace
CREATE INDEX request_uploads_created ON request_uploads USING btree (workspace_id, created_at);

create table retention_proposals (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  rule_id uuid not null,
  object text not null,
  record text not null,
  subject text not null,
  last_activity_at timestamp with time zone,
  act text not null,
  status text not null,
  decided_by_id uuid,
  decided_at timestamp with time zone,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, decided_by_id) REFERENCES users(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, rule_id) REFERENCES retention_rules(workspace_id, id),
  CHECK ((status = ANY (ARRAY['proposed'::text, 'kept'::text, 'done'::text, 'obsolete'::text])))
);
alter table retention_proposals enable row level security; -- policy own_workspace
CREATE INDEX retention_proposals_decided_by ON retention_proposals USING btree (workspace_id, decided_by_id) WHERE (decided_by_id IS NOT NULL);
CREATE UNIQUE INDEX retention_proposals_open ON retention_proposals USING btree (workspace_id, rule_id, record) WHERE (status = 'proposed'::text);
CREATE INDEX retention_proposals_record ON retention_proposals USING btree (workspace_id, record);
CREATE INDEX retention_proposals_rule ON retention_proposals USING btree (workspace_id, rule_id);
CREATE INDEX retention_proposals_status ON retention_proposals USING btree (workspace_id, status, created_at, id);

create table retention_rules (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  name text not null,
  object text not null,
  condition jsonb,
  months bigint not null,
  act text not null,
  mode text not null,
  is_active boolean not null default false,
  last_run_at timestamp with time zone,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  CHECK ((act = ANY (ARRAY['bin'::text, 'anonymise'::text]))),
  CHECK ((mode = ANY (ARRAY['reviewed'::text, 'automatic'::text])))
);
alter table retention_rules enable row level security; -- policy own_workspace
CREATE INDEX retention_rules_name ON retention_rules USING btree (workspace_id, name, id);

create table roles (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  key text not null,
  name text not null,
  grants jsonb not null,
  is_from_directory boolean not null default false,
  external_id text,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table roles enable row level security; -- policy own_workspace
CREATE UNIQUE INDEX roles_key_key ON roles USING btree (workspace_id, key) WHERE (deleted_at IS NULL);

create table saved_views (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  name text not null,
  object text not null,
  filter jsonb,
  sort text,
  columns jsonb,
  display text not null default 'table'::text,
  board_by text,
  is_shared boolean not null default false,
  owner_id uuid,
  group_by text,
  calendar_by text,
  chart text,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, owner_id) REFERENCES users(workspace_id, id)
);
alter table saved_views enable row level security; -- policy own_workspace
CREATE INDEX saved_views_object ON saved_views USING btree (workspace_id, object, owner_id);
CREATE INDEX saved_views_owner ON saved_views USING btree (workspace_id, owner_id);

create table schema_migrations (
  name text not null,
  checksum text not null,
  applied_at timestamp with time zone not null,
  PRIMARY KEY (name)
);

create table sent_quotes (
  workspace_id uuid not null,
  quote_id uuid not null,
  sent_at timestamp with time zone not null,
  paper jsonb not null,
  file_id uuid not null,
  token_hash bytea,
  open_until date not null,
  PRIMARY KEY (workspace_id, quote_id),
  FOREIGN KEY (workspace_id, file_id) REFERENCES files(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, quote_id) REFERENCES quotes(workspace_id, id)
);
alter table sent_quotes enable row level security; -- policy own_workspace
CREATE INDEX sent_quotes_file ON sent_quotes USING btree (workspace_id, file_id);
CREATE UNIQUE INDEX sent_quotes_token ON sent_quotes USING btree (workspace_id, token_hash) WHERE (token_hash IS NOT NULL);

create table service_requests (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  number text not null,
  subject text not null,
  description text,
  customer_id uuid,
  contact_id uuid,
  requester_name text,
  requester_mail text,
  requester_phone text,
  channel text not null,
  kind text not null,
  priority text not null,
  product_id uuid,
  files jsonb not null default '[]'::jsonb,
  owner_id uuid,
  team_id uuid,
  parent_id uuid,
  tags text[] not null default '{}'::text[],
  status text not null default 'received'::text,
  resumes_to text,
  steps jsonb not null default '[]'::jsonb,
  service_class text,
  class_reason text,
  entitlement_id uuid,
  received_at timestamp with time zone not null,
  first_response_at timestamp with time zone,
  customer_replied_at timestamp with time zone,
  assigned_at timestamp with time zone,
  completed_at timestamp with time zone,
  closed_at timestamp with time zone,
  minutes_to_first_response bigint,
  minutes_to_assign bigint,
  minutes_to_complete bigint,
  reopened_count bigint not null default 0,
  cause text,
  solution text,
  charge numeric(18,2),
  evaluation smallint,
  evaluation_text text,
  cancel_reason text,
  sla_policy_id uuid,
  pauses jsonb not null default '[]'::jsonb,
  response_due_at timestamp with time zone,
  response_state text,
  solution_due_at timestamp with time zone,
  solution_state text,
  next_alarm_at timestamp with time zone,
  search_text text generated always as (search_text_of(VARIADIC ARRAY[number, subject, description, requester_name, requester_mail, requester_phone])) stored,
  asset_id uuid,
  is_first_contact boolean,
  subject_words text[] generated always as (words_of(subject)) stored,
  linked_ids uuid[] not null default '{}'::uuid[],
  watcher_ids uuid[] not null default '{}'::uuid[],
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, asset_id) REFERENCES assets(workspace_id, id),
  FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts(workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id, entitlement_id) REFERENCES entitlements(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, owner_id) REFERENCES users(workspace_id, id),
  FOREIGN KEY (workspace_id, parent_id) REFERENCES service_requests(workspace_id, id),
  FOREIGN KEY (workspace_id, product_id) REFERENCES products(workspace_id, id),
  FOREIGN KEY (workspace_id, sla_policy_id) REFERENCES sla_policies(workspace_id, id),
  FOREIGN KEY (workspace_id, team_id) REFERENCES departments(workspace_id, id),
  CHECK (((status = 'waiting_customer'::text) = (resumes_to IS NOT NULL))),
  CHECK (((evaluation >= 1) AND (evaluation <= 5))),
  CHECK ((status = ANY (ARRAY['received'::text, 'terms_checked'::text, 'diagnosing'::text, 'assigned'::text, 'in_progress'::text, 'completed'::text, 'evaluated'::text, 'closed'::text, 'waiting_customer'::text, 'cancelled'::text])))
);
alter table service_requests enable row level security; -- policy own_workspace
CREATE INDEX service_requests_alarm ON service_requests USING btree (workspace_id, next_alarm_at) WHERE ((next_alarm_at IS NOT NULL) AND (deleted_at IS NULL));
CREATE INDEX service_requests_asset ON service_requests USING btree (workspace_id, asset_id, received_at, id) WHERE (asset_id IS NOT NULL);
CREATE INDEX service_requests_completed ON service_requests USING btree (workspace_id, completed_at, id) INCLUDE (customer_id, owner_id, team_id, product_id, asset_id, cause, channel, service_class, kind, minutes_to_complete, solution_state, is_first_contact, reopened_count, evaluation) WHERE ((completed_at IS NOT NULL) AND (deleted_at IS NULL));
CREATE INDEX service_requests_contact ON service_requests USING btree (workspace_id, contact_id) WHERE (contact_id IS NOT NULL);
CREATE INDEX service_requests_customer ON service_requests USING btree (workspace_id, customer_id, received_at, id) WHERE (customer_id IS NOT NULL);
CREATE INDEX service_requests_due ON service_requests USING btree (workspace_id, solution_due_at, id) WHERE ((status <> ALL (ARRAY['completed'::text, 'evaluated'::text, 'closed'::text, 'cancelled'::text])) AND (deleted_at IS NULL));
CREATE INDEX service_requests_entitlement ON service_requests USING btree (workspace_id, entitlement_id) WHERE (entitlement_id IS NOT NULL);
CREATE INDEX service_requests_files ON service_requests USING gin (files jsonb_path_ops) WHERE (files <> '[]'::jsonb);
CREATE INDEX service_requests_linked ON service_requests USING gin (linked_ids) WHERE (linked_ids <> '{}'::uuid[]);
CREATE UNIQUE INDEX service_requests_number_key ON service_requests USING btree (workspace_id, number) WHERE (deleted_at IS NULL);
CREATE INDEX service_requests_owner ON service_requests USING btree (workspace_id, owner_id, status, received_at, id) WHERE (owner_id IS NOT NULL);
CREATE INDEX service_requests_parent ON service_requests USING btree (workspace_id, parent_id) WHERE (parent_id IS NOT NULL);
CREATE INDEX service_requests_policy ON service_requests USING btree (workspace_id, sla_policy_id) WHERE (sla_policy_id IS NOT NULL);
CREATE INDEX service_requests_product ON service_requests USING btree (workspace_id, product_id) WHERE (product_id IS NOT NULL);
CREATE INDEX service_requests_received ON service_requests USING btree (workspace_id, received_at, id) INCLUDE (customer_id, owner_id, team_id, product_id, asset_id, channel, service_class, kind, priority, minutes_to_first_response, minutes_to_assign, response_state) WHERE (deleted_at IS NULL);
CREATE INDEX service_requests_search ON service_requests USING gin (search_text gin_trgm_ops);
CREATE INDEX service_requests_solved ON service_requests USING btree (workspace_id, completed_at DESC) WHERE ((solution IS NOT NULL) AND (status = ANY (ARRAY['completed'::text, 'evaluated'::text, 'closed'::text])) AND (deleted_at IS NULL));
CREATE INDEX service_requests_solved_words ON service_requests USING gin (subject_words) WHERE ((solution IS NOT NULL) AND (status = ANY (ARRAY['completed'::text, 'evaluated'::text, 'closed'::text])) AND (deleted_at IS NULL));
CREATE INDEX service_requests_status ON service_requests USING btree (workspace_id, status, received_at, id);
CREATE INDEX service_requests_team ON service_requests USING btree (workspace_id, team_id, status, received_at, id) WHERE (team_id IS NOT NULL);
CREATE INDEX service_requests_unassigned ON service_requests USING btree (workspace_id, received_at, id) WHERE ((owner_id IS NULL) AND (status <> ALL (ARRAY['completed'::text, 'evaluated'::text, 'closed'::text, 'cancelled'::text])) AND (deleted_at IS NULL));
CREATE INDEX service_requests_watchers ON service_requests USING gin (watcher_ids) WHERE (watcher_ids <> '{}'::uuid[]);

create table service_vouchers (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  number text not null,
  job_id uuid not null,
  request_id uuid not null,
  customer_id uuid,
  asset_id uuid,
  engineer_id uuid,
  done_on date not null,
  service_class text not null,
  entitlement_id uuid,
  visit text not null,
  work text not null,
  minutes bigint,
  currency text not null,
  exchange_rate numeric(20,6) not null default 1,
  prices_include_tax boolean not null default true,
  lines jsonb not null default '[]'::jsonb,
  components jsonb not null default '[]'::jsonb,
  discount_percent numeric(7,2),
  discount_amount numeric(18,2),
  subtotal numeric(18,2) not null default 0,
  discount_total numeric(18,2) not null default 0,
  net_total numeric(18,2) not null default 0,
  tax_total numeric(18,2) not null default 0,
  total numeric(18,2) not null default 0,
  base_total numeric(18,2) not null default 0,
  base_net numeric(18,2) not null default 0,
  product_ids uuid[] not null default '{}'::uuid[],
  signed_by text,
  signed_at timestamp with time zone,
  signature jsonb,
  settlement text not null,
  method text,
  collected_amount numeric(18,2),
  settled_by_id uuid,
  settled_at timestamp with time zone,
  invoice_id uuid,
  remark text,
  search_text text generated always as (search_text_of(VARIADIC ARRAY[number, signed_by])) stored,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, asset_id) REFERENCES assets(workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id, engineer_id) REFERENCES users(workspace_id, id),
  FOREIGN KEY (workspace_id, entitlement_id) REFERENCES entitlements(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, invoice_id) REFERENCES invoices(workspace_id, id),
  FOREIGN KEY (workspace_id, job_id) REFERENCES field_jobs(workspace_id, id),
  FOREIGN KEY (workspace_id, request_id) REFERENCES service_requests(workspace_id, id),
  FOREIGN KEY (workspace_id, settled_by_id) REFERENCES users(workspace_id, id),
  CHECK ((settlement = ANY (ARRAY['none'::text, 'open'::text, 'collected'::text, 'to_bill'::text, 'billed'::text])))
);
alter table service_vouchers enable row level security; -- policy own_workspace
CREATE INDEX service_vouchers_asset ON service_vouchers USING btree (workspace_id, asset_id) WHERE (asset_id IS NOT NULL);
CREATE INDEX service_vouchers_customer ON service_vouchers USING btree (workspace_id, customer_id, created_at, id) WHERE (customer_id IS NOT NULL);
CREATE INDEX service_vouchers_done ON service_vouchers USING btree (workspace_id, done_on, id);
CREATE INDEX service_vouchers_engineer ON service_vouchers USING btree (workspace_id, engineer_id, done_on, id) WHERE (engineer_id IS NOT NULL);
CREATE INDEX service_vouchers_entitlement ON service_vouchers USING btree (workspace_id, entitlement_id) WHERE (entitlement_id IS NOT NULL);
CREATE INDEX service_vouchers_invoice ON service_vouchers USING btree (workspace_id, invoice_id) WHERE (invoice_id IS NOT NULL);
CREATE UNIQUE INDEX service_vouchers_job_key ON service_vouchers USING btree (workspace_id, job_id) WHERE (deleted_at IS NULL);
CREATE UNIQUE INDEX service_vouchers_number_key ON service_vouchers USING btree (workspace_id, number) WHERE (deleted_at IS NULL);
CREATE INDEX service_vouchers_open ON service_vouchers USING btree (workspace_id, done_on, id) WHERE ((settlement = ANY (ARRAY['open'::text, 'to_bill'::text])) AND (deleted_at IS NULL));
CREATE INDEX service_vouchers_products ON service_vouchers USING gin (product_ids);
CREATE INDEX service_vouchers_request ON service_vouchers USING btree (workspace_id, request_id, created_at, id);
CREATE INDEX service_vouchers_search ON service_vouchers USING gin (search_text gin_trgm_ops);
CREATE INDEX service_vouchers_settled_by ON service_vouchers USING btree (workspace_id, settled_by_id) WHERE (settled_by_id IS NOT NULL);

create table sessions (
  token_hash bytea not null,
  account_id uuid not null,
  workspace_id uuid not null,
  user_id uuid not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  address text,
  program text,
  id uuid not null default gen_random_uuid(),
  last_used_at timestamp with time zone,
  method text not null default 'password'::text,
  looking_as uuid,
  PRIMARY KEY (token_hash),
  FOREIGN KEY (account_id) REFERENCES accounts(id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  CHECK ((method = ANY (ARRAY['password'::text, 'sso'::text])))
);
CREATE INDEX sessions_account ON sessions USING btree (account_id);
CREATE INDEX sessions_expiry ON sessions USING btree (expires_at);
CREATE UNIQUE INDEX sessions_id_key ON sessions USING btree (id);
CREATE INDEX sessions_user ON sessions USING btree (workspace_id, user_id);

create table shares (
  workspace_id uuid not null,
  id uuid not null,
  object text not null,
  record_id uuid not null,
  person_id uuid,
  department_id uuid,
  access text not null,
  until date,
  note text,
  created_at timestamp with time zone not null,
  created_by uuid not null,
  deleted_at timestamp with time zone,
  deleted_by uuid,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, department_id) REFERENCES departments(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, person_id) REFERENCES users(workspace_id, id),
  CHECK ((access = ANY (ARRAY['read'::text, 'write'::text]))),
  CHECK ((num_nonnulls(person_id, department_id) = 1))
);
alter table shares enable row level security; -- policy own_workspace
CREATE INDEX shares_department ON shares USING btree (workspace_id, department_id, object) INCLUDE (record_id, access, until) WHERE (deleted_at IS NULL);
CREATE INDEX shares_person ON shares USING btree (workspace_id, person_id, object) INCLUDE (record_id, access, until) WHERE (deleted_at IS NULL);
CREATE INDEX shares_record ON shares USING btree (workspace_id, object, record_id) WHERE (deleted_at IS NULL);

create table shipments (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  number text not null,
  order_id uuid not null,
  customer_id uuid not null,
  carrier text,
  tracking_number text,
  shipped_at timestamp with time zone not null,
  expected_on date,
  arrived_at timestamp with time zone,
  confirmed_by text,
  remark text,
  files jsonb not null default '[]'::jsonb,
  notified_at timestamp with time zone,
  notified_to text[] not null default '{}'::text[],
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, order_id) REFERENCES orders(workspace_id, id)
);
alter table shipments enable row level security; -- policy own_workspace
CREATE INDEX shipments_customer ON shipments USING btree (workspace_id, customer_id, shipped_at, id);
CREATE UNIQUE INDEX shipments_number_key ON shipments USING btree (workspace_id, number) WHERE (deleted_at IS NULL);
CREATE INDEX shipments_on_way ON shipments USING btree (workspace_id, expected_on, id) WHERE (arrived_at IS NULL);
CREATE INDEX shipments_order ON shipments USING btree (workspace_id, order_id);
CREATE INDEX shipments_shipped ON shipments USING btree (workspace_id, shipped_at, id);

create table sign_in_failures (
  subject text not null,
  failures integer not null,
  last_at timestamp with time zone not null,
  blocked_until timestamp with time zone,
  PRIMARY KEY (subject)
);
CREATE INDEX sign_in_failures_age ON sign_in_failures USING btree (last_at);

create table sign_in_rules (
  workspace_id uuid not null,
  second_factor text not null default 'optional'::text,
  second_factor_role_ids uuid[] not null default '{}'::uuid[],
  is_password_off_with_sso boolean not null default false,
  PRIMARY KEY (workspace_id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  CHECK ((second_factor = ANY (ARRAY['optional'::text, 'roles'::text, 'everybody'::text])))
);
alter table sign_in_rules enable row level security; -- policy own_workspace

create table skills (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  name text not null,
  people_ids uuid[] not null default '{}'::uuid[],
  remark text,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table skills enable row level security; -- policy own_workspace
CREATE UNIQUE INDEX skills_name_key ON skills USING btree (workspace_id, name) WHERE (deleted_at IS NULL);
CREATE INDEX skills_people ON skills USING gin (people_ids);

create table sla_policies (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  name text not null,
  "position" bigint not null default 1,
  tiers text[] not null default '{}'::text[],
  classes text[] not null default '{}'::text[],
  priorities text[] not null default '{}'::text[],
  kinds text[] not null default '{}'::text[],
  response_minutes bigint,
  solution_minutes bigint,
  calendar_id uuid,
  warn_percent bigint not null default 75,
  escalate_to_id uuid,
  is_active boolean not null default true,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, calendar_id) REFERENCES calendars(workspace_id, id),
  FOREIGN KEY (workspace_id, escalate_to_id) REFERENCES users(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table sla_policies enable row level security; -- policy own_workspace
CREATE INDEX sla_policies_calendar ON sla_policies USING btree (workspace_id, calendar_id) WHERE (calendar_id IS NOT NULL);
CREATE INDEX sla_policies_escalate_to ON sla_policies USING btree (workspace_id, escalate_to_id) WHERE (escalate_to_id IS NOT NULL);
CREATE INDEX sla_policies_position ON sla_policies USING btree (workspace_id, "position", id);

create table special_days (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  customer_id uuid not null,
  contact_id uuid,
  kind text not null,
  name text not null,
  day date not null,
  calendar text not null,
  lunar_text text,
  next_on date,
  remark text,
  is_automatic boolean not null default false,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts(workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table special_days enable row level security; -- policy own_workspace
CREATE UNIQUE INDEX special_days_automatic ON special_days USING btree (workspace_id, COALESCE(contact_id, customer_id)) WHERE is_automatic;
CREATE INDEX special_days_contact ON special_days USING btree (workspace_id, contact_id) WHERE (contact_id IS NOT NULL);
CREATE INDEX special_days_customer ON special_days USING btree (workspace_id, customer_id);
CREATE INDEX special_days_next ON special_days USING btree (workspace_id, next_on, id);

create table stage_stays (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  opportunity_id uuid not null,
  stage_id uuid not null,
  from_at timestamp with time zone not null,
  until_at timestamp with time zone,
  by_id uuid,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, by_id) REFERENCES users(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, opportunity_id) REFERENCES opportunities(workspace_id, id),
  FOREIGN KEY (workspace_id, stage_id) REFERENCES stages(workspace_id, id),
  CHECK ((until_at >= from_at))
);
alter table stage_stays enable row level security; -- policy own_workspace
CREATE INDEX stage_stays_by ON stage_stays USING btree (workspace_id, by_id) WHERE (by_id IS NOT NULL);
CREATE INDEX stage_stays_from ON stage_stays USING btree (workspace_id, from_at, id);
CREATE UNIQUE INDEX stage_stays_open_key ON stage_stays USING btree (workspace_id, opportunity_id) WHERE (until_at IS NULL);
CREATE INDEX stage_stays_opportunity ON stage_stays USING btree (workspace_id, opportunity_id, from_at) INCLUDE (stage_id, until_at);
CREATE INDEX stage_stays_stage ON stage_stays USING btree (workspace_id, stage_id);

create table stages (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  pipeline_id uuid not null,
  name text not null,
  "position" bigint not null,
  kind text not null,
  probability numeric(7,0) not null,
  expected_days bigint,
  required_fields text[] not null default '{}'::text[],
  tasks jsonb not null default '[]'::jsonb,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, pipeline_id) REFERENCES pipelines(workspace_id, id),
  CHECK ((kind = ANY (ARRAY['open'::text, 'won'::text, 'lost'::text])))
);
alter table stages enable row level security; -- policy own_workspace
CREATE INDEX stages_position ON stages USING btree (workspace_id, "position", id);
CREATE UNIQUE INDEX stages_workspace_id_pipeline_id_id_kind_key ON stages USING btree (workspace_id, pipeline_id, id, kind);

create table substitutes (
  workspace_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  substitute_id uuid not null,
  from_day date not null,
  to_day date not null,
  created_at timestamp with time zone not null,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, substitute_id) REFERENCES users(workspace_id, id),
  FOREIGN KEY (workspace_id, user_id) REFERENCES users(workspace_id, id),
  CHECK ((from_day <= to_day))
);
alter table substitutes enable row level security; -- policy own_workspace
CREATE INDEX substitutes_substitute ON substitutes USING btree (workspace_id, substitute_id, to_day);
CREATE INDEX substitutes_user ON substitutes USING btree (workspace_id, user_id);

create table suggestion_lists (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  name text not null,
  condition jsonb,
  lines jsonb,
  product_ids uuid[] not null default '{}'::uuid[],
  is_active boolean not null,
  owner_id uuid,
  remark text,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, owner_id) REFERENCES users(workspace_id, id)
);
alter table suggestion_lists enable row level security; -- policy own_workspace
CREATE INDEX suggestion_lists_bin ON suggestion_lists USING btree (workspace_id, id) WHERE (deleted_at IS NOT NULL);
CREATE INDEX suggestion_lists_name ON suggestion_lists USING btree (workspace_id, name, id) WHERE (deleted_at IS NULL);
CREATE INDEX suggestion_lists_owner ON suggestion_lists USING btree (workspace_id, owner_id);
CREATE INDEX suggestion_lists_products ON suggestion_lists USING gin (product_ids);

create table suggestion_rules (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  name text not null,
  window_days bigint not null,
  fewest_customers bigint not null,
  fewest_together bigint not null,
  least_lift numeric(20,2) not null,
  least_share numeric(7,2) not null,
  most_products bigint not null,
  most_rules bigint not null,
  large_basket bigint not null,
  recent_days bigint not null,
  hit_days bigint not null,
  good_share numeric(7,2) not null,
  list_share numeric(7,2) not null,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table suggestion_rules enable row level security; -- policy own_workspace

create table suggestion_standings (
  workspace_id uuid not null,
  as_of date not null,
  computed_at timestamp with time zone not null,
  window_days bigint not null,
  customers bigint not null,
  large_baskets bigint not null,
  products bigint not null,
  rules bigint not null,
  PRIMARY KEY (workspace_id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table suggestion_standings enable row level security; -- policy own_workspace

create table switching_costs (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  customer_id uuid not null,
  assessed_on date not null,
  economic_risk smallint,
  evaluation smallint,
  learning smallint,
  setup smallint,
  benefit_loss smallint,
  monetary_loss smallint,
  personal_loss smallint,
  brand_loss smallint,
  procedural numeric(20,1),
  financial numeric(20,1),
  relational numeric(20,1),
  total numeric(20,1),
  strengthen text,
  remark text,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table switching_costs enable row level security; -- policy own_workspace
CREATE INDEX switching_costs_bin ON switching_costs USING btree (workspace_id, id) WHERE (deleted_at IS NOT NULL);
CREATE INDEX switching_costs_customer ON switching_costs USING btree (workspace_id, customer_id, assessed_on, id);
CREATE INDEX switching_costs_day ON switching_costs USING btree (workspace_id, assessed_on, id) WHERE (deleted_at IS NULL);

create table tags (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  name text not null,
  color text,
  remark text,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table tags enable row level security; -- policy own_workspace
CREATE UNIQUE INDEX tags_name_key ON tags USING btree (workspace_id, name) WHERE (deleted_at IS NULL);

create table tasks (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  name text not null,
  customer_id uuid,
  contact_id uuid,
  owner_id uuid,
  due_on date,
  priority text not null,
  status text not null,
  is_promise boolean not null default false,
  interaction_id uuid,
  done_at timestamp with time zone,
  done_by_id uuid,
  remark text,
  opportunity_id uuid,
  request_id uuid,
  due_time text,
  repeat text,
  follows_id uuid,
  remind text,
  remind_at timestamp with time zone,
  reminded_at timestamp with time zone,
  starts_on date,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts(workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id, done_by_id) REFERENCES users(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, follows_id) REFERENCES tasks(workspace_id, id),
  FOREIGN KEY (workspace_id, interaction_id) REFERENCES interactions(workspace_id, id),
  FOREIGN KEY (workspace_id, opportunity_id) REFERENCES opportunities(workspace_id, id),
  FOREIGN KEY (workspace_id, owner_id) REFERENCES users(workspace_id, id),
  FOREIGN KEY (workspace_id, request_id) REFERENCES service_requests(workspace_id, id)
);
alter table tasks enable row level security; -- policy own_workspace
CREATE INDEX tasks_contact ON tasks USING btree (workspace_id, contact_id) WHERE (contact_id IS NOT NULL);
CREATE INDEX tasks_customer ON tasks USING btree (workspace_id, customer_id, created_at, id) WHERE (customer_id IS NOT NULL);
CREATE INDEX tasks_done_by ON tasks USING btree (workspace_id, done_by_id) WHERE (done_by_id IS NOT NULL);
CREATE INDEX tasks_due ON tasks USING btree (workspace_id, due_on, id);
CREATE INDEX tasks_followed ON tasks USING btree (workspace_id, follows_id) WHERE (follows_id IS NOT NULL);
CREATE UNIQUE INDEX tasks_follows ON tasks USING btree (workspace_id, follows_id) WHERE ((follows_id IS NOT NULL) AND (deleted_at IS NULL));
CREATE INDEX tasks_interaction ON tasks USING btree (workspace_id, interaction_id) WHERE (interaction_id IS NOT NULL);
CREATE INDEX tasks_open ON tasks USING btree (workspace_id, owner_id) INCLUDE (customer_id) WHERE ((status = 'open'::text) AND (deleted_at IS NULL));
CREATE INDEX tasks_opportunity ON tasks USING btree (workspace_id, opportunity_id, due_on) WHERE (opportunity_id IS NOT NULL);
CREATE INDEX tasks_owner ON tasks USING btree (workspace_id, owner_id, status, due_on, id);
CREATE INDEX tasks_remind ON tasks USING btree (workspace_id, remind_at) WHERE ((remind_at IS NOT NULL) AND (status = 'open'::text) AND (deleted_at IS NULL) AND (reminded_at IS DISTINCT FROM remind_at));
CREATE INDEX tasks_repeating ON tasks USING btree (workspace_id, id) WHERE ((repeat IS NOT NULL) AND (status = 'open'::text) AND (deleted_at IS NULL));
CREATE INDEX tasks_request ON tasks USING btree (workspace_id, request_id, due_on) WHERE (request_id IS NOT NULL);

create table territories (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  name text not null,
  parent_id uuid,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, parent_id) REFERENCES territories(workspace_id, id)
);
alter table territories enable row level security; -- policy own_workspace
CREATE UNIQUE INDEX territories_name_key ON territories USING btree (workspace_id, name) WHERE (deleted_at IS NULL);
CREATE INDEX territories_parent ON territories USING btree (workspace_id, parent_id);

create table tier_moves (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  customer_id uuid not null,
  moved_on date not null,
  from_tier text not null,
  to_tier text not null,
  direction text not null,
  way text not null,
  state text not null,
  scheme_id uuid,
  run_id uuid,
  moved_by_id uuid,
  figures jsonb,
  former jsonb,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, moved_by_id) REFERENCES users(workspace_id, id),
  FOREIGN KEY (workspace_id, run_id) REFERENCES tier_runs(workspace_id, id),
  FOREIGN KEY (workspace_id, scheme_id) REFERENCES tier_schemes(workspace_id, id)
);
alter table tier_moves enable row level security; -- policy own_workspace
CREATE INDEX tier_moves_customer ON tier_moves USING btree (workspace_id, customer_id, created_at, id);
CREATE INDEX tier_moves_day ON tier_moves USING btree (workspace_id, moved_on, id) WHERE (deleted_at IS NULL);
CREATE INDEX tier_moves_moved_by ON tier_moves USING btree (workspace_id, moved_by_id) WHERE (moved_by_id IS NOT NULL);
CREATE INDEX tier_moves_run ON tier_moves USING btree (workspace_id, run_id, state, id) WHERE (run_id IS NOT NULL);
CREATE INDEX tier_moves_scheme ON tier_moves USING btree (workspace_id, scheme_id) WHERE (scheme_id IS NOT NULL);

create table tier_runs (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  name text not null,
  scheme_id uuid not null,
  as_of date not null,
  way text not null,
  state text not null,
  went_up bigint not null default 0,
  went_down bigint not null default 0,
  taken_back bigint not null default 0,
  ended_at timestamp with time zone,
  place text,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, scheme_id) REFERENCES tier_schemes(workspace_id, id)
);
alter table tier_runs enable row level security; -- policy own_workspace
CREATE INDEX tier_runs_scheme ON tier_runs USING btree (workspace_id, scheme_id, created_at, id);

create table tier_schemes (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  name text not null,
  state text not null,
  number bigint,
  levels jsonb not null default '[]'::jsonb,
  conditions jsonb,
  scope jsonb,
  most_up bigint not null,
  most_down bigint not null,
  stay_days bigint not null,
  hold_days bigint not null,
  hand_days bigint not null,
  switched_on_at timestamp with time zone,
  switched_on_by_id uuid,
  retired_at timestamp with time zone,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, switched_on_by_id) REFERENCES users(workspace_id, id)
);
alter table tier_schemes enable row level security; -- policy own_workspace
CREATE UNIQUE INDEX tier_schemes_active ON tier_schemes USING btree (workspace_id) WHERE ((state = 'active'::text) AND (deleted_at IS NULL));
CREATE INDEX tier_schemes_switched_on_by ON tier_schemes USING btree (workspace_id, switched_on_by_id) WHERE (switched_on_by_id IS NOT NULL);

create table tier_standings (
  workspace_id uuid not null,
  customer_id uuid not null,
  tier text not null,
  since date not null,
  hand_on date,
  failing_since date,
  PRIMARY KEY (workspace_id, customer_id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table tier_standings enable row level security; -- policy own_workspace

create table transactions (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  customer_id uuid not null,
  at timestamp with time zone not null,
  item text not null,
  product_id uuid,
  kind text not null,
  quantity numeric(20,3),
  unit_price numeric(18,4),
  amount numeric(18,2) not null,
  document text,
  place text,
  remark text,
  discount numeric(18,2),
  cost numeric(18,2),
  staff_id uuid,
  order_id uuid,
  category text,
  channel text,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, order_id) REFERENCES orders(workspace_id, id),
  FOREIGN KEY (workspace_id, product_id) REFERENCES products(workspace_id, id),
  FOREIGN KEY (workspace_id, staff_id) REFERENCES users(workspace_id, id)
);
alter table transactions enable row level security; -- policy own_workspace
CREATE INDEX transactions_at ON transactions USING btree (workspace_id, at, id) INCLUDE (staff_id, customer_id, kind, amount, cost, deleted_at);
CREATE INDEX transactions_customer ON transactions USING btree (workspace_id, customer_id, at, id) INCLUDE (kind, amount, cost, product_id, deleted_at);
CREATE INDEX transactions_order ON transactions USING btree (workspace_id, order_id) WHERE (order_id IS NOT NULL);
CREATE INDEX transactions_product ON transactions USING btree (workspace_id, product_id) WHERE (product_id IS NOT NULL);
CREATE INDEX transactions_staff ON transactions USING btree (workspace_id, staff_id, at) WHERE (staff_id IS NOT NULL);

create table treatment_runs (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  name text not null,
  treatment_id uuid not null,
  started_by_id uuid,
  state text not null,
  made bigint not null default 0,
  passed_over bigint not null default 0,
  taken_back bigint not null default 0,
  cell jsonb,
  place text,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, started_by_id) REFERENCES users(workspace_id, id),
  FOREIGN KEY (workspace_id, treatment_id) REFERENCES treatments(workspace_id, id)
);
alter table treatment_runs enable row level security; -- policy own_workspace
CREATE INDEX treatment_runs_started_by ON treatment_runs USING btree (workspace_id, started_by_id) WHERE (started_by_id IS NOT NULL);
CREATE INDEX treatment_runs_treatment ON treatment_runs USING btree (workspace_id, treatment_id, created_at, id);

create table treatment_tasks (
  workspace_id uuid not null,
  run_id uuid not null,
  customer_id uuid not null,
  task_id uuid not null,
  is_taken_back boolean not null default false,
  PRIMARY KEY (workspace_id, run_id, customer_id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, run_id) REFERENCES treatment_runs(workspace_id, id),
  FOREIGN KEY (workspace_id, task_id) REFERENCES tasks(workspace_id, id)
);
alter table treatment_tasks enable row level security; -- policy own_workspace
CREATE INDEX treatment_tasks_customer ON treatment_tasks USING btree (workspace_id, customer_id);
CREATE INDEX treatment_tasks_task ON treatment_tasks USING btree (workspace_id, task_id);

create table treatments (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  name text not null,
  across text not null,
  across_band text not null,
  up text not null,
  up_band text not null,
  content text,
  owner_id uuid,
  due_on date,
  task_name text,
  task_days bigint not null,
  task_priority text not null,
  task_for text not null,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, owner_id) REFERENCES users(workspace_id, id)
);
alter table treatments enable row level security; -- policy own_workspace
CREATE INDEX treatments_cell ON treatments USING btree (workspace_id, across, up) WHERE (deleted_at IS NULL);
CREATE INDEX treatments_owner ON treatments USING btree (workspace_id, owner_id) WHERE (owner_id IS NOT NULL);

create table users (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  account_id uuid,
  name text not null,
  name_pinyin text not null default ''::text,
  name_initials text not null default ''::text,
  email text,
  user_name text,
  title text,
  department_id uuid,
  role_ids uuid[] not null default '{}'::uuid[],
  is_active boolean not null default true,
  search_text text generated always as (search_text_of(VARIADIC ARRAY[name, email, user_name, title])) stored,
  territory_ids uuid[] not null default '{}'::uuid[],
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (account_id) REFERENCES accounts(id),
  FOREIGN KEY (workspace_id, department_id) REFERENCES departments(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table users enable row level security; -- policy own_workspace
CREATE INDEX users_account ON users USING btree (account_id);
CREATE INDEX users_department ON users USING btree (workspace_id, department_id);
CREATE UNIQUE INDEX users_email_key ON users USING btree (workspace_id, lower(email)) WHERE (deleted_at IS NULL);
CREATE INDEX users_pinyin ON users USING btree (workspace_id, name_pinyin, id);
CREATE UNIQUE INDEX users_user_name_key ON users USING btree (workspace_id, lower(user_name)) WHERE (deleted_at IS NULL);

create table value_changes (
  workspace_id uuid not null,
  customer_id uuid not null,
  metric_set text not null,
  day date not null,
  "values" jsonb not null,
  PRIMARY KEY (workspace_id, customer_id, metric_set, day),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table value_changes enable row level security; -- policy own_workspace

create table value_cohorts (
  workspace_id uuid not null,
  run_id uuid not null,
  part integer not null,
  cohort date not null,
  month date not null,
  customers bigint not null,
  amount numeric not null,
  PRIMARY KEY (workspace_id, run_id, part, cohort, month),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table value_cohorts enable row level security; -- policy own_workspace

create table value_inputs (
  workspace_id uuid not null,
  customer_id uuid not null,
  purchase_days integer not null,
  first_on date,
  last_on date,
  frequency integer not null,
  monetary numeric not null,
  amount_before numeric not null,
  margin numeric not null,
  total_amount numeric not null,
  total_margin numeric not null,
  historic_value numeric not null,
  repeat_amount numeric not null,
  amounts numeric[] not null,
  days integer[] not null,
  categories smallint not null,
  new_categories smallint not null,
  serve_cost numeric not null,
  attitude numeric,
  referrals integer not null,
  links integer not null,
  quality integer,
  is_waiting boolean not null default false,
  complaints integer not null default 0,
  complaint_cost numeric not null default 0,
  field_cost numeric not null default 0,
  PRIMARY KEY (workspace_id, customer_id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table value_inputs enable row level security; -- policy own_workspace
CREATE INDEX value_inputs_waiting ON value_inputs USING btree (workspace_id, customer_id) WHERE is_waiting;

create table value_marks (
  workspace_id uuid not null,
  customer_id uuid not null,
  marked_at timestamp with time zone not null,
  PRIMARY KEY (workspace_id, customer_id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table value_marks enable row level security; -- policy own_workspace

create table value_models (
  workspace_id uuid not null,
  kind text not null,
  fitted_at timestamp with time zone not null,
  as_of date not null,
  model jsonb not null,
  PRIMARY KEY (workspace_id, kind),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table value_models enable row level security; -- policy own_workspace

create table value_moves (
  workspace_id uuid not null,
  run_id uuid not null,
  part integer not null,
  dimension text not null,
  value text not null,
  month date not null,
  gained bigint not null,
  won_back bigint not null,
  lost bigint not null,
  PRIMARY KEY (workspace_id, run_id, part, dimension, value, month),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table value_moves enable row level security; -- policy own_workspace

create table value_rules (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  name text not null,
  window_days bigint not null,
  assumed_margin numeric(7,2) not null,
  discount_rate numeric(7,2) not null,
  horizon_years bigint not null,
  relationship_years bigint not null,
  abc_by text not null,
  abc_a numeric(7,2) not null,
  abc_b numeric(7,2) not null,
  abc_contribution bigint not null,
  abc_frequency bigint not null,
  abc_interval bigint not null,
  visit_rate numeric(18,2) not null,
  call_rate numeric(18,2) not null,
  message_rate numeric(18,2) not null,
  high_contribution bigint not null,
  high_growth bigint not null,
  high_openness bigint not null,
  high_influence bigint not null,
  high_quality bigint not null,
  stage_window_days bigint not null,
  exploration_purchases bigint not null,
  exploration_days bigint not null,
  steady_percent bigint not null,
  gap_factor numeric(20,1) not null,
  decline_alive numeric(7,2) not null,
  lost_alive numeric(7,2) not null,
  silent_days bigint not null,
  active_months bigint not null,
  loyal_repeat bigint not null,
  loyal_tenure bigint not null,
  loyal_range bigint not null,
  loyal_referral bigint not null,
  loyal_attitude bigint not null,
  loyal_behaviour_from bigint not null,
  loyal_attitude_from bigint not null,
  loyal_complaints bigint not null,
  person_rates jsonb not null,
  as_of date,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id)
);
alter table value_rules enable row level security; -- policy own_workspace

create table value_runs (
  workspace_id uuid not null,
  id uuid not null,
  kind text not null,
  state text not null,
  as_of date not null,
  phase text not null,
  part integer not null default 0,
  customers bigint,
  changed bigint not null default 0,
  rule jsonb not null,
  standing jsonb,
  started_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  CHECK ((kind = ANY (ARRAY['full'::text, 'changed'::text]))),
  CHECK ((state = ANY (ARRAY['running'::text, 'done'::text, 'stopped'::text])))
);
alter table value_runs enable row level security; -- policy own_workspace
CREATE INDEX value_runs_ended ON value_runs USING btree (workspace_id, kind, ended_at);
CREATE UNIQUE INDEX value_runs_one ON value_runs USING btree (workspace_id) WHERE (state = 'running'::text);
CREATE INDEX value_runs_started ON value_runs USING btree (workspace_id, started_at);

create table warning_rules (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  deleted_at timestamp with time zone,
  custom jsonb not null default '{}'::jsonb,
  name text not null,
  kind text not null,
  threshold bigint not null,
  window_days bigint not null,
  severity text not null,
  owner_id uuid,
  cause_id uuid,
  plan text,
  is_active boolean not null default false,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, cause_id) REFERENCES complaint_causes(workspace_id, id),
  FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  FOREIGN KEY (workspace_id, owner_id) REFERENCES users(workspace_id, id),
  CHECK (((threshold >= 0) AND ((window_days >= 1) AND (window_days <= 730)))),
  CHECK ((kind = ANY (ARRAY['late_order'::text, 'repeated_fault'::text, 'falling_rating'::text, 'sla_breached'::text])))
);
alter table warning_rules enable row level security; -- policy own_workspace
CREATE INDEX warning_rules_cause ON warning_rules USING btree (workspace_id, cause_id) WHERE (cause_id IS NOT NULL);
CREATE INDEX warning_rules_owner ON warning_rules USING btree (workspace_id, owner_id) WHERE (owner_id IS NOT NULL);

create table workspaces (
  id uuid not null,
  name text not null,
  time_zone text not null default 'Asia/Shanghai'::text,
  currency text not null default 'CNY'::text,
  is_demo boolean not null default false,
  created_at timestamp with time zone not null,
  morning_on date,
  PRIMARY KEY (id)
);

