-- select-rules-descending, sent by engine/src/sql/rules/select-rules-descending.ts
select r.id, r.slug, r.name, r.status, r.version, r.labels, v.folder, r.source, v.definition, v.author, r.change,
  r.sends_since as "sendsSince", r.created_at as "createdAt",
  r.updated_at as "updatedAt" from belfry.rules r join belfry.rule_versions v on v.rule_id = r.id and v.version = r.version
where (case when $1::text is null then r.status <> 'archived' or $2 else r.status = $1 end)
  and ($3::jsonb is null or r.labels @> $3)
  and ($4::text is null or strpos(v.search, lower($4)) > 0)
  and ($10::text is null or v.folder = $10 or starts_with(v.folder, $10 || '/'))
  and ($11::text is null or case $11 when 'none' then coalesce(jsonb_array_length(v.definition -> 'triggers'), 0) = 0
    else exists (select from jsonb_array_elements(v.definition -> 'triggers') t where t ? $11) end)
  and ($12::text is null or r.source = $12)
  and ($6::jsonb is null or belfry.labels_in_scope(r.labels, $6))
  and ($7::text is null or (case $5 when 'name' then r.name when 'folder' then v.folder when 'createdAt' then to_char(r.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
  when 'updatedAt' then to_char(r.updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') else r.slug end collate "C", r.slug) < ($7, $8))
order by case $5 when 'name' then r.name when 'folder' then v.folder when 'createdAt' then to_char(r.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
  when 'updatedAt' then to_char(r.updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') else r.slug end collate "C" desc, r.slug desc limit $9
