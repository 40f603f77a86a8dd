-- Extensions, the application's role, and what every table of a workspace has in common.

create extension if not exists pg_trgm;

-- The application acts as this role: it owns no table and cannot pass row-level security.
do $$
begin
  if not exists (select from pg_roles where rolname = 'guanxi_app') then
    create role guanxi_app nologin;
  end if;
exception
  when duplicate_object or unique_violation then null; -- another database of this server made it just now
end
$$;
do $$
begin
  execute format('grant guanxi_app to %I', current_user);
exception
  when others then null; -- a superuser needs no membership
end
$$;

grant usage on schema public to guanxi_app;
alter default privileges in schema public grant select, insert, update, delete on tables to guanxi_app;
alter default privileges in schema public grant usage on sequences to guanxi_app;

-- Row-level security keeps the planner from using an index for operators that are not marked leakproof. These
-- show nothing of the values they compare, but only a superuser may say so; elsewhere searches are right but slower
-- (bin/doctor tells).
do $$
begin
  alter function pg_catalog.textlike(text, text) leakproof;
  alter function pg_catalog.texticlike(text, text) leakproof;
  alter function pg_catalog.arraycontains(anyarray, anyarray) leakproof;
  alter function pg_catalog.arrayoverlap(anyarray, anyarray) leakproof;
  alter function pg_catalog.numeric_eq(numeric, numeric) leakproof;
  alter function pg_catalog.numeric_lt(numeric, numeric) leakproof;
  alter function pg_catalog.numeric_le(numeric, numeric) leakproof;
  alter function pg_catalog.numeric_gt(numeric, numeric) leakproof;
  alter function pg_catalog.numeric_ge(numeric, numeric) leakproof;
exception
  when insufficient_privilege then null;
end
$$;

-- Lower case, and every character that is not ASCII three times, so that trigrams find even one Chinese character.
create function search_form(value text) returns text
  language sql immutable strict parallel safe
  return regexp_replace(lower(value), '([^\x01-\x7f])', '\1\1\1', 'g');

-- What generated search columns are made of. Declared immutable: joining texts depends on no setting. Written with standard
-- bodies, which are bound to what they call: a restored dump has an empty search path.
create function search_text_of(variadic parts text[]) returns text
  language sql immutable parallel safe
  return search_form(array_to_string(parts, ' '));

create function joined(list text[]) returns text
  language sql immutable parallel safe
  return array_to_string(list, ' ');

-- Row-level security by workspace, the last line behind the application's own conditions.
create procedure protect(relation regclass) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', relation);
  execute format(
    'create policy own_workspace on %s using (workspace_id = (select nullif(current_setting(''app.workspace'', true), '''')::uuid))',
    relation);
end
$$;

-- Reference table: the companies that work here.
create table workspaces (
  id uuid primary key,
  name text not null,
  time_zone text not null default 'Asia/Shanghai',
  currency text not null default 'CNY',
  is_demo boolean not null default false,
  created_at timestamptz not null
);
