-- select-records, sent by engine/src/sql/records/select-records.ts
select key, fields, version, created_at as "createdAt", updated_at as "updatedAt" from belfry.records
where table_id = $1 and key > $2 and starts_with(key, $3) and key >= $3 and fields @> $4::jsonb
order by key limit $5
