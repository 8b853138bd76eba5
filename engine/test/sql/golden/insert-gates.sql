-- insert-gates, sent by engine/src/sql/gates/insert-gates.ts
insert into belfry.gates (id) select * from unnest($1::text[]) as id order by id on conflict do nothing
