-- upsert-records, sent by engine/src/sql/records/upsert-records.ts
with written as (
  insert into belfry.records as r (table_id, key, fields, created_at, updated_at)
  select $1, g.key, g.fields, n.at, n.at
  from json_to_recordset($2::json) as g (key text, fields jsonb), (select belfry.now() as at) n
  on conflict (table_id, key) do update set
    fields = case when $3 then r.fields || excluded.fields else excluded.fields end,
    version = r.version + 1, updated_at = excluded.updated_at
  where r.fields is distinct from case when $3 then r.fields || excluded.fields else excluded.fields end
  returning version)
select count(*) filter (where version = 1)::int as inserted, count(*) filter (where version > 1)::int as changed
from written
