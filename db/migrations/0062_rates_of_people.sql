-- What a minute of contact costs by who spends it: where somebody has a rate of their own it stands in place of that of the channel.
alter table value_rules add column person_rates jsonb not null default '[]';
alter table value_rules alter column person_rates drop default;
