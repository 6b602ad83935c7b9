alter table entry
    add constraint entry_author_not_blank check (author ~ '\S'),
    add constraint entry_message_not_blank check (message ~ '\S');
