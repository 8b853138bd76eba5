-- upsert-variables, sent by engine/src/sql/variables/upsert-variables.ts
insert into belfry.variables (name, value, updated_at)
select key, value, (select belfry.now()) from jsonb_each($1)
order by key
on conflict (name) do update set value = excluded.value, updated_at = excluded.updated_at
