-- A task of several days: a bar in the plan of the team, from its start to the day it is due.
alter table tasks add column starts_on date;
