--liquibase formatted sql

--changeset chanuka:1 logicalFilePath:liquibase/changelog.sql
create table item (id bigint generated always as identity primary key, name text not null, price numeric);
