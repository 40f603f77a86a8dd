-- The day as of which customers are valued, where it is not today: for data of the past.
alter table value_rules add column as_of date;
