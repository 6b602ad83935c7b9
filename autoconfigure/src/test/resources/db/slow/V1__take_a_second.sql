create table took (ended timestamptz);
select pg_sleep(1);
insert into took values (clock_timestamp());
