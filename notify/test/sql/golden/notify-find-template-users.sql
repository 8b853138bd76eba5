-- notify-find-template-users, sent by notify/src/sql/find-template-users.ts
select t.code
from belfry.templates t join belfry.template_versions v on v.template_id = t.id and v.version = t.version
where t.removed_at is null and t.code <> $1 and exists (
  select from jsonb_array_elements(v.definition -> 'variants') one
  where split_part(one ->> 'layout', '@', 1) = $1
     or one::text ~ ('\{%-?\s*render\s+(''|\\")' || $1 || '(@[0-9]+)?(''|\\")'))
order by t.code
