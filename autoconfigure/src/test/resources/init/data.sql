insert into item (name) values ('from script by ' || current_user);
