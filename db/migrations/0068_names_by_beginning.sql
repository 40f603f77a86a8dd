-- Names are looked for by their beginning, which this order finds whatever the language of the database, and by their whole.
drop index customers_name;
create index customers_name on customers (workspace_id, name text_pattern_ops);
