-- notify-list-templates, sent by notify/src/sql/list-templates.ts
select t.code, t.version, v.definition, t.updated_at as "updatedAt", t.updated_by as "updatedBy"
from belfry.templates t join belfry.template_versions v on v.template_id = t.id and v.version = t.version
where t.removed_at is null
  and ($1::text is null or t.code > $1)
  and ($2::text is null or v.definition ->> 'kind' = $2)
  and ($3::text is null or v.definition ->> 'folder' = $3 or starts_with(v.definition ->> 'folder', $3 || '/'))
  and ($4::text is null or exists (
    select from jsonb_array_elements(v.definition -> 'variants') one where one ->> 'channel' = $4))
  and ($5::text is null or position(lower($5) in lower(t.code || ' ' || (v.definition ->> 'name'))) > 0)
  and ($6::jsonb is null or (coalesce($6::jsonb -> 'inputs', '{}') = '{}' and belfry.labels_in_scope(t.labels, $6::jsonb)))
order by t.code limit $7
