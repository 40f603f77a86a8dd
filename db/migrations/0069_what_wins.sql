-- What a customer agreed to wins the opportunity it came from. Each pipeline says which of the acts count.
alter table pipelines add column won_by text[] not null default '{quote_accepted,contract_signed,order_confirmed}'::text[];
