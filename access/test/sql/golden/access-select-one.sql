-- access-select-one, sent by access/src/sql/select-one.ts
select 1
