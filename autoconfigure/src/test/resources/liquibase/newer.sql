--liquibase formatted sql

--changeset chanuka:1 logicalFilePath:liquibase/changelog.sql
create table item (id bigint generated always as identity primary key, name text not null);

--changeset chanuka:2 logicalFilePath:liquibase/changelog.sql
--comment: prices
create table price (item bigint not null, amount numeric not null);

--changeset chanuka:3 logicalFilePath:liquibase/changelog.sql context:other
create table other (id int);

--changeset chanuka:4 logicalFilePath:liquibase/changelog.sql runAlways:true
comment on table item is 'items';
