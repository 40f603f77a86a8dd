-- What it costs to serve a customer, by what it is for; complaints lower the loyalty index. Told by the modules that own the rows.

alter table value_rules add column loyal_complaints bigint not null default 15;
alter table value_rules alter column loyal_complaints drop default;

-- All of it was for contacts until now.
alter table customer_values
  add column contact_cost numeric(18,2) not null default 0,
  add column complaint_cost numeric(18,2) not null default 0,
  add column field_cost numeric(18,2) not null default 0,
  add column complaint_part bigint;
update customer_values set contact_cost = serve_cost where serve_cost <> 0;
alter table customer_values alter column contact_cost drop default, alter column complaint_cost drop default, alter column field_cost drop default;

alter table value_inputs
  add column complaints integer not null default 0,
  add column complaint_cost numeric not null default 0,
  add column field_cost numeric not null default 0;

-- Customers are listed in the order of these as well.
create index customer_values_monetary on customer_values (workspace_id, monetary, id);
create index customer_values_loyalty on customer_values (workspace_id, loyalty_index, id);
create index customer_values_risk on customer_values (workspace_id, churn_risk, id);
