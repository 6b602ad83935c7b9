create or replace view stock_ids as select id from stock;
