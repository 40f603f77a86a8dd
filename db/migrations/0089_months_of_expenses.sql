-- Whoever looks for what was spent in a month looks for the month, and not into how expenses are kept.
alter table campaigns add column spent_months text;
update campaigns set spent_months = (select string_agg(distinct left(e.one ->> 'on', 7), ' ' order by left(e.one ->> 'on', 7)) from jsonb_array_elements(expenses) e (one)) where jsonb_array_length(expenses) > 0;
