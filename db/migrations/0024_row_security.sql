-- The setting is asked where it stands and not by a query of its own: a plan had one of those for every table it names, more than a
-- hundred on the page of a customer, and each costs time although it is never waited for.
create or replace procedure protect(relation regclass) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', relation);
  execute format(
    'create policy own_workspace on %s using (workspace_id = nullif(current_setting(''app.workspace'', true), '''')::uuid)',
    relation);
end
$$;

do $$
declare
  name text;
begin
  for name in select tablename from pg_policies where policyname = 'own_workspace' loop
    execute format('alter policy own_workspace on %I using (workspace_id = nullif(current_setting(''app.workspace'', true), '''')::uuid)', name);
  end loop;
end
$$;
