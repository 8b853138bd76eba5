-- lock-gates, sent by engine/src/sql/gates/lock-gate-rows.ts
select id from belfry.gates
where id = any($1::text[]) or (id = 'labels' and ($2 or exists (select from belfry.limits where kind = 'label')))
order by id
for no key update
