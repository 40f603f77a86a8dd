-- Groups that a directory makes are roles without rights, which an administrator fills (docs/decisions/directory-groups.md).
alter table roles add column is_from_directory boolean not null default false;
alter table roles add column external_id text;
