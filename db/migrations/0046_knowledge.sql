-- Knowledge: articles with every edition that was published, their categories, ratings, and the public help page.

create table article_categories (
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
  name_en text,
  parent_id uuid,
  position bigint not null default 1,
  primary key (workspace_id, id),
  foreign key (workspace_id, parent_id) references article_categories
);
call protect('article_categories');
create index article_categories_parent on article_categories (workspace_id, parent_id) where parent_id is not null;
create index article_categories_position on article_categories (workspace_id, position, id);

create table articles (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  version integer not null default 1,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  deleted_at timestamptz,
  custom jsonb not null default '{}',
  number text not null,
  kind text not null,
  title text not null,
  title_pinyin text not null default '',
  title_initials text not null default '',
  title_en text,
  body text not null,
  body_en text,
  audience text not null default 'internal',
  category_id uuid,
  product_id uuid,
  request_id uuid,
  owner_id uuid,
  tags text[] not null default '{}',
  status text not null default 'draft',
  is_waiting boolean not null default false,
  edition bigint not null default 0,
  published_at timestamptz,
  review_on date,
  retired_reason text,
  helpful_count bigint not null default 0,
  unhelpful_count bigint not null default 0,
  search_text text generated always as (search_text_of(number, title, title_en, body, body_en)) stored,
  primary key (workspace_id, id),
  foreign key (workspace_id, category_id) references article_categories,
  foreign key (workspace_id, product_id) references products,
  foreign key (workspace_id, request_id) references service_requests,
  foreign key (workspace_id, owner_id) references users,
  check (kind in ('article', 'script', 'product_fact', 'price_notice')),
  check (audience in ('internal', 'public')),
  check (status in ('draft', 'published', 'retired')),
  -- What was published is an edition.
  check ((status = 'draft') = (edition = 0))
);
call protect('articles');
create unique index articles_number_key on articles (workspace_id, number) where deleted_at is null;
-- A solution becomes one article.
create unique index articles_request_key on articles (workspace_id, request_id) where deleted_at is null;
create index articles_category on articles (workspace_id, category_id) where category_id is not null;
create index articles_product on articles (workspace_id, product_id) where product_id is not null;
create index articles_owner on articles (workspace_id, owner_id, updated_at, id) where owner_id is not null;
create index articles_status on articles (workspace_id, status, published_at, id);
create index articles_updated on articles (workspace_id, updated_at, id);
create index articles_review on articles (workspace_id, review_on, id) where status = 'published' and deleted_at is null;
create index articles_title_order on articles (workspace_id, title_pinyin, id);
create index articles_search on articles using gin (search_text gin_trgm_ops);
-- What fits a request, by likeness of the title.
create index articles_title on articles using gin (search_form(title) gin_trgm_ops) where status = 'published';

create table article_editions (
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
  published_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, article_id) references articles,
  foreign key (workspace_id, author_id) references users,
  check (status in ('draft', 'published', 'superseded', 'dropped')),
  check (audience in ('internal', 'public'))
);
call protect('article_editions');
create index article_editions_article on article_editions (workspace_id, article_id, edition, id);
-- One at a time is being written, one holds.
create unique index article_editions_draft on article_editions (workspace_id, article_id) where status = 'draft' and deleted_at is null;
create unique index article_editions_published on article_editions (workspace_id, article_id) where status = 'published' and deleted_at is null;
create index article_editions_author on article_editions (workspace_id, author_id) where author_id is not null;
create index article_editions_created on article_editions (workspace_id, created_at, id);

-- Whether an article helped, once a reader: a colleague by their id, a customer by a key that their browser keeps.
create table article_ratings (
  workspace_id uuid not null references workspaces,
  article_id uuid not null,
  reader text not null,
  is_helpful boolean not null,
  at timestamptz not null,
  primary key (workspace_id, article_id, reader),
  foreign key (workspace_id, article_id) references articles
);
call protect('article_ratings');

-- The public help page; off until somebody switches it on.
create table help_pages (
  workspace_id uuid not null references workspaces,
  -- Part of the address.
  token text not null,
  created_at timestamptz not null,
  primary key (workspace_id)
);
call protect('help_pages');
