-- Files that records hold, and the fields that hold them.

-- As in the first migration: under row-level security the index on files is used only by operators that show nothing.
do $$
begin
  alter function pg_catalog.jsonb_contains(jsonb, jsonb) leakproof;
exception
  when insufficient_privilege then null;
end
$$;

-- The content lies in the data folder under the id. A record keeps { id, name, size, type } of it, which never change.
create table files (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  created_at timestamptz not null,
  created_by uuid not null,
  name text not null,
  size bigint not null,
  type text not null,
  sha256 text not null,
  -- When a record first took it.
  attached_at timestamptz,
  -- When the daily work first found that no record holds it any more.
  unheld_since timestamptz,
  primary key (workspace_id, id)
);
call protect('files');
create index files_unattached on files (workspace_id, created_at) where attached_at is null;
create index files_unheld on files (workspace_id, unheld_since) where unheld_since is not null;

-- What a field with files answers: each with the address of its content.
create function with_file_urls(stored jsonb) returns jsonb
  language sql immutable strict parallel safe
  return case jsonb_typeof(stored)
    when 'array' then (select coalesce(jsonb_agg(e.file || jsonb_build_object('url', '/api/v1/files/' || (e.file ->> 'id')) order by e.place), '[]')
      from jsonb_array_elements(stored) with ordinality as e(file, place))
    else stored || jsonb_build_object('url', '/api/v1/files/' || (stored ->> 'id'))
  end;

alter table customers add column files jsonb not null default '[]';
create index customers_files on customers using gin (files jsonb_path_ops) where files <> '[]';

alter table interactions add column files jsonb not null default '[]';
create index interactions_files on interactions using gin (files jsonb_path_ops) where files <> '[]';
