-- The customers' portal: who may sign in, by codes in mails; and the files that people outside send.

create table portal_accesses (
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
  customer_id uuid not null,
  -- Null: the customer is the person.
  contact_id uuid,
  sees text not null,
  language text not null,
  status text not null,
  invited_at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, customer_id) references customers,
  foreign key (workspace_id, contact_id) references contacts
);
call protect('portal_accesses');
create index portal_accesses_invited on portal_accesses (workspace_id, invited_at, id);
create index portal_accesses_customer on portal_accesses (workspace_id, customer_id, id);
create index portal_accesses_contact on portal_accesses (workspace_id, contact_id, id) where contact_id is not null;

-- Where the portal is; off until somebody switches it on.
create table portal_pages (
  workspace_id uuid not null references workspaces,
  -- Part of the address.
  token text not null,
  created_at timestamptz not null,
  primary key (workspace_id)
);
call protect('portal_pages');

-- Each ask for a code leaves a row, whether the address is somebody's or not.
create table portal_codes (
  workspace_id uuid not null references workspaces,
  -- Of what the page holds that asked: the code is worth nothing elsewhere.
  token_hash bytea not null,
  mail_hash bytea not null,
  -- The hash of the code, encrypted (platform/secret-box.ts): six digits are soon tried. Null where nobody was sent one.
  code text,
  tries integer not null default 0,
  used_at timestamptz,
  created_at timestamptz not null,
  primary key (workspace_id, token_hash)
);
call protect('portal_codes');
create index portal_codes_mail on portal_codes (workspace_id, mail_hash, created_at);

create table portal_sessions (
  workspace_id uuid not null references workspaces,
  token_hash bytea not null,
  access_id uuid not null,
  -- Of the address that was signed in with: no longer theirs, it opens nothing.
  mail_hash bytea not null,
  created_at timestamptz not null,
  used_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (workspace_id, token_hash),
  foreign key (workspace_id, access_id) references portal_accesses
);
call protect('portal_sessions');
create index portal_sessions_access on portal_sessions (workspace_id, access_id, used_at);

-- Whose an upload from outside is. Without a foreign key: files go when nothing holds them.
create table request_uploads (
  workspace_id uuid not null references workspaces,
  file_id uuid not null,
  -- A form's key, a link's request, a person of the portal.
  sender text not null,
  created_at timestamptz not null,
  primary key (workspace_id, file_id)
);
call protect('request_uploads');
create index request_uploads_created on request_uploads (workspace_id, created_at);

-- Who may have a file asks the conversations for it.
create index request_messages_files on request_messages using gin (files jsonb_path_ops) where files <> '[]';
create index service_requests_files on service_requests using gin (files jsonb_path_ops) where files <> '[]';
