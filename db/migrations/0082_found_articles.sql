-- Articles are found along indexes: by the pinyin and the initials of any part of a title, and for a request by what its text shares with
-- titles. An expression over a title is read row by row under row-level security, a column is not.
do $$
begin
  -- They show nothing of the values they compare (see 0001).
  alter function similarity_op(text, text) leakproof;
  alter function word_similarity_op(text, text) leakproof;
  alter function word_similarity_commutator_op(text, text) leakproof;
exception
  when insufficient_privilege then null;
end
$$;

drop index articles_title;
alter table articles
  add column title_form text generated always as (search_form(title)) stored,
  add column title_words text[] generated always as (words_of(title)) stored;
create index articles_title on articles using gin (title_form gin_trgm_ops) where status = 'published';
create index articles_title_words on articles using gin (title_words) where status = 'published';
create index articles_reading on articles using gin (title_pinyin gin_trgm_ops, title_initials gin_trgm_ops);
