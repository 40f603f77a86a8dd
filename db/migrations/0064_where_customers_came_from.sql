-- Which campaign, page or person a customer came by, in words: a lead that becomes a customer keeps what it said.
alter table customers add column source_detail text;
