create table entry (
    id         bigint generated always as identity primary key,
    author     varchar(100)  not null,
    message    varchar(2000) not null,
    created_at timestamptz   not null default now()
);
