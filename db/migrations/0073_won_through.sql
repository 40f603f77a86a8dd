-- By which agreement of the customer an opportunity was won: what wins it by itself also takes the win back. Empty where people said so.
alter table opportunities add column won_through text;
