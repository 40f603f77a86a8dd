-- Rights: territories, records shared one by one, and what is left of a value that is shown in part.

create table territories (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  version integer not null default 1,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  deleted_at timestamptz,
  custom jsonb not null default '{}',
  name text not null,
  parent_id uuid,
  primary key (workspace_id, id),
  foreign key (workspace_id, parent_id) references territories
);
call protect('territories');
create index territories_parent on territories (workspace_id, parent_id);
create unique index territories_name_key on territories (workspace_id, name) where deleted_at is null;

alter table users add column territory_ids uuid[] not null default '{}';

-- The name of a territory in a customer's file becomes the territory itself. Times are those of the first file that names it.
alter table customers add column territory_id uuid;
insert into territories (workspace_id, id, created_at, updated_at, name)
  select c.workspace_id, gen_random_uuid(), min(c.created_at), min(c.created_at), c.territory
  from customers c where c.territory <> '' group by c.workspace_id, c.territory;
update customers c set territory_id = t.id from territories t where t.workspace_id = c.workspace_id and t.name = c.territory;
alter table customers drop column territory;
alter table customers add foreign key (workspace_id, territory_id) references territories;
create index customers_territory on customers (workspace_id, territory_id, id) where deleted_at is null;

create table shares (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  object text not null,
  record_id uuid not null,
  person_id uuid,
  department_id uuid,
  access text not null check (access in ('read', 'write')),
  until date,
  note text,
  created_at timestamptz not null,
  created_by uuid not null,
  deleted_at timestamptz,
  deleted_by uuid,
  primary key (workspace_id, id),
  foreign key (workspace_id, person_id) references users,
  foreign key (workspace_id, department_id) references departments,
  check (num_nonnulls(person_id, department_id) = 1)
);
call protect('shares');
create index shares_person on shares (workspace_id, person_id, object) include (record_id, access, until) where deleted_at is null;
create index shares_department on shares (workspace_id, department_id, object) include (record_id, access, until) where deleted_at is null;
create index shares_record on shares (workspace_id, object, record_id) where deleted_at is null;

-- The same as src/kernel/fields/mask.ts; a test holds both together.
create function masked_text(value text) returns text
  language sql immutable strict parallel safe
  return case when length(value) > 1 then left(value, 1) else '' end || '***';

create function masked_phone(value text) returns text
  language sql immutable strict parallel safe
  return case when length(value) < 9 then '****' || right(value, 2) else left(value, length(value) - 8) || '****' || right(value, 4) end;

create function masked_mail(value text) returns text
  language sql immutable strict parallel safe
  return case when position('@' in value) = 0 then case when length(value) > 1 then left(value, 1) else '' end || '***'
    else case when position('@' in value) > 2 then left(value, 1) else '' end || '***' || substr(value, position('@' in value)) end;

create function masked_address(value jsonb) returns jsonb
  language sql immutable strict parallel safe
  return case when jsonb_typeof(value) = 'object' then value - '{label,district,street,postal_code}'::text[] end;

create function masked_addresses(list jsonb) returns jsonb
  language sql immutable strict parallel safe
  return case when jsonb_typeof(list) = 'array' then
    (select coalesce(jsonb_agg(masked_address(one) order by place), '[]') from jsonb_array_elements(list) with ordinality as each(one, place)) end;
