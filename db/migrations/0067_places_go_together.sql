-- A city lies in one province, and a territory has its provinces: without knowing that, PostgreSQL expects customers where there are none, and walks past all
-- others to find fifty of them.
create statistics customers_places (dependencies, mcv) on province, city, territory_id from customers;
alter statistics customers_places set statistics 1000;
