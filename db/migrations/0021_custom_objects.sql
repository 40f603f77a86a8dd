-- Objects that administrators make while Guanxi runs. Nothing is created then: each takes one of the ready tables below.
create table custom_objects (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  version integer not null default 1,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  deleted_at timestamptz,
  custom jsonb not null default '{}',
  key text not null,
  -- Which of the ready tables.
  place bigint not null check (place between 1 and 30),
  label_zh text not null,
  label_en text not null,
  plural_en text not null,
  hint_zh text,
  hint_en text,
  belonging text not null check (belonging in ('none', 'customer', 'part')),
  in_navigation boolean not null,
  primary key (workspace_id, id)
);
call protect('custom_objects');
-- Also of those in the recycle bin: they may come back.
create unique index custom_objects_key_key on custom_objects (workspace_id, key);
create unique index custom_objects_place_key on custom_objects (workspace_id, place);

do $$
declare
  name text;
begin
  for place in 1..30 loop
    name := 'custom_records_' || lpad(place::text, 2, '0');
    execute format('create table %I (
      workspace_id uuid not null references workspaces,
      id uuid not null,
      version integer not null default 1,
      created_at timestamptz not null,
      created_by uuid,
      updated_at timestamptz not null,
      updated_by uuid,
      deleted_at timestamptz,
      custom jsonb not null default ''{}'',
      number text not null,
      name text not null,
      name_pinyin text not null default '''',
      name_initials text not null default '''',
      customer_id uuid,
      owner_id uuid,
      search_text text generated always as (search_text_of(name, number)) stored,
      primary key (workspace_id, id),
      foreign key (workspace_id, customer_id) references customers,
      foreign key (workspace_id, owner_id) references users)', name);
    execute format('call protect(%L)', name);
    execute format('create unique index %I on %I (workspace_id, number) where deleted_at is null', name || '_number_key', name);
    execute format('create index %I on %I (workspace_id, number) where deleted_at is not null', name || '_number_gone', name);
    execute format('create index %I on %I (workspace_id, created_at, id)', name || '_created', name);
    execute format('create index %I on %I (workspace_id, name_pinyin, id)', name || '_name_order', name);
    execute format('create index %I on %I (workspace_id, customer_id, created_at, id) where customer_id is not null', name || '_customer', name);
    execute format('create index %I on %I (workspace_id, owner_id, created_at, id) where owner_id is not null', name || '_owner', name);
    execute format('create index %I on %I using gin (search_text gin_trgm_ops)', name || '_search', name);
  end loop;
end
$$;
