--liquibase formatted sql

--changeset chanuka:1
create table item (id bigint generated always as identity primary key, name text not null);
