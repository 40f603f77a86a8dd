-- What people are told of, how each of them wants to be told, and what they say to each other about records.

-- Told again only by hand: nothing of it stands in the event log, so that nobody reads there what somebody else was told.
create table notifications (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  version integer not null default 1,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  deleted_at timestamptz,
  custom jsonb not null default '{}',
  receiver_id uuid not null,
  kind text not null,
  -- What it is about: one record, or several of one object.
  object text,
  record text check (record ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'),
  actor_id uuid,
  details jsonb not null default '{}',
  count bigint not null default 1,
  -- The same key tells a receiver the same thing only once.
  key text,
  read_at timestamptz,
  done_at timestamptz,
  is_read boolean generated always as (read_at is not null) stored,
  is_in_app boolean not null,
  mail text not null check (mail in ('off', 'at_once', 'digest')),
  -- waiting, sending (claimed for the mail `mail_id`), sent; refused by the receiver's server; nothing left to say.
  mail_state text check (mail_state in ('waiting', 'sending', 'sent', 'refused', 'left_out')),
  mail_id uuid,
  mailed_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, receiver_id) references users,
  foreign key (workspace_id, actor_id) references users
);
call protect('notifications');
create unique index notifications_key_key on notifications (workspace_id, receiver_id, key) where key is not null;
create index notifications_inbox on notifications (workspace_id, receiver_id, is_read, id) where is_in_app and deleted_at is null;
create index notifications_kinds on notifications (workspace_id, receiver_id, kind, id) where read_at is null and is_in_app and deleted_at is null;
create index notifications_order on notifications (workspace_id, receiver_id, created_at, id) where deleted_at is null;
create index notifications_mail on notifications (workspace_id, receiver_id, mail, id) where mail_state in ('waiting', 'sending');
create index notifications_actor on notifications (workspace_id, actor_id);

-- Only what somebody chose; what the kind says goes for the rest.
create table notice_preferences (
  workspace_id uuid not null references workspaces,
  user_id uuid not null,
  kind text not null,
  app boolean not null,
  mail text not null check (mail in ('off', 'at_once', 'digest')),
  primary key (workspace_id, user_id, kind),
  foreign key (workspace_id, user_id) references users
);
call protect('notice_preferences');

create table notice_settings (
  workspace_id uuid not null references workspaces,
  user_id uuid not null,
  -- Of the mails.
  language text not null default 'zh' check (language in ('zh', 'en')),
  -- When the digest leaves, by the clock of `time_zone`; without one by that of the workspace.
  digest_hour integer not null default 8 check (digest_hour between 0 and 23),
  time_zone text,
  primary key (workspace_id, user_id),
  foreign key (workspace_id, user_id) references users
);
call protect('notice_settings');

create table comments (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  version integer not null default 1,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  deleted_at timestamptz,
  custom jsonb not null default '{}',
  object text not null,
  record text not null check (record ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'),
  text text not null,
  mention_ids uuid[] not null default '{}',
  author_id uuid,
  edited_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, author_id) references users
);
call protect('comments');
create index comments_record on comments (workspace_id, record, created_at, id) where deleted_at is null;
create index comments_newest on comments (workspace_id, created_at, id) where deleted_at is null;
create index comments_author on comments (workspace_id, author_id);
