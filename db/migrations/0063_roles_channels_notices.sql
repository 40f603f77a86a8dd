-- Which part each contact has in one opportunity, and what matters to them in it.
alter table opportunities add column contact_roles jsonb not null default '[]';

-- What a line of consumption says of itself where no product says it, and by which way it came.
alter table transactions add column category text, add column channel text;

-- Who signs a contract besides the customer.
alter table contracts add column parties jsonb not null default '[]';

-- When the customer was told of a shipment, and at which addresses.
alter table shipments add column notified_at timestamptz, add column notified_to text[] not null default '{}';
