-- Signing in: sessions that are seen and ended, attempts and devices, second factors, links by mail; of each workspace: keys,
-- single sign-on, rules, substitutes.

alter table sessions
  add column id uuid not null default gen_random_uuid(),
  add column last_used_at timestamptz,
  add column method text not null default 'password' check (method in ('password', 'sso')),
  -- The person an administrator looks as, while that lasts.
  add column looking_as uuid;
create unique index sessions_id_key on sessions (id);
create index sessions_user on sessions (workspace_id, user_id);

-- Local table. What an attempt counts against: an account from an address, an account, an address, a known device.
create table sign_in_failures (
  subject text primary key,
  failures integer not null,
  last_at timestamptz not null,
  blocked_until timestamptz
);
create index sign_in_failures_age on sign_in_failures (last_at);

-- Local table. Browsers that somebody signed in with before: failures elsewhere do not block them.
create table known_devices (
  account_id uuid not null references accounts,
  token_hash bytea not null,
  created_at timestamptz not null,
  last_used_at timestamptz not null,
  primary key (account_id, token_hash)
);

-- Local table. The secret is encrypted with the key of the installation.
create table account_factors (
  account_id uuid primary key references accounts,
  secret text not null,
  created_at timestamptz not null,
  confirmed_at timestamptz,
  -- The step of the last code that was taken: a code works once.
  last_step bigint not null default 0
);

-- Local table.
create table recovery_codes (
  account_id uuid not null references accounts,
  code_hash bytea not null,
  used_at timestamptz,
  primary key (account_id, code_hash)
);

-- Local table. Links in mails: an invitation or a forgotten password.
create table account_links (
  token_hash bytea primary key,
  account_id uuid not null references accounts,
  purpose text not null check (purpose in ('invitation', 'reset')),
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index account_links_account on account_links (account_id);

create table api_keys (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  user_id uuid not null,
  name text not null,
  -- The beginning of the key, to recognise it by.
  beginning text not null,
  key_hash bytea not null,
  scopes text[] not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, user_id) references users
);
call protect('api_keys');
create unique index api_keys_hash_key on api_keys (workspace_id, key_hash);
create index api_keys_user on api_keys (workspace_id, user_id);

create table sign_in_rules (
  workspace_id uuid not null references workspaces,
  second_factor text not null default 'optional' check (second_factor in ('optional', 'roles', 'everybody')),
  second_factor_role_ids uuid[] not null default '{}',
  -- People with single sign-on no longer sign in by password.
  is_password_off_with_sso boolean not null default false,
  primary key (workspace_id)
);
call protect('sign_in_rules');

create table identity_providers (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  name text not null,
  issuer text not null,
  client_id text not null,
  -- Encrypted with the key of the installation; or the name of the setting that holds it.
  client_secret text,
  client_secret_setting text,
  is_active boolean not null default true,
  creates_people boolean not null default false,
  default_role_id uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, id)
);
call protect('identity_providers');

create table provider_links (
  workspace_id uuid not null references workspaces,
  provider_id uuid not null,
  subject text not null,
  user_id uuid not null,
  created_at timestamptz not null,
  primary key (workspace_id, provider_id, subject),
  foreign key (workspace_id, provider_id) references identity_providers,
  foreign key (workspace_id, user_id) references users
);
call protect('provider_links');
create index provider_links_user on provider_links (workspace_id, user_id);

create table substitutes (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  user_id uuid not null,
  substitute_id uuid not null,
  from_day date not null,
  to_day date not null,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  check (from_day <= to_day),
  foreign key (workspace_id, user_id) references users,
  foreign key (workspace_id, substitute_id) references users
);
call protect('substitutes');
create index substitutes_user on substitutes (workspace_id, user_id);
create index substitutes_substitute on substitutes (workspace_id, substitute_id, to_day);

-- The buttons of the sign-in page, before anybody is known: those of one company, or of the only one on the server.
create function open_providers(workspace uuid) returns table (workspace_id uuid, id uuid, name text)
  language sql stable security definer set search_path = public
  as $$
    select p.workspace_id, p.id, p.name from identity_providers p
    where p.is_active and (p.workspace_id = workspace or (workspace is null and (select count(*) from workspaces) = 1))
    order by p.created_at
  $$;
revoke all on function open_providers(uuid) from public;
grant execute on function open_providers(uuid) to guanxi_app;

-- Sign-ins of one person, newest first, without reading that person's other events.
create index events_account on events (workspace_id, record_id, id) where cause ->> 'of' = 'account';
