create table modulith_root (id int);
