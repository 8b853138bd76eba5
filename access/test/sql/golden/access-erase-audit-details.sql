-- access-erase-audit-details, sent by access/src/sql/erase-audit-details.ts
update belfry.audit_entries set detail = null
where detail is not null and exists (
  select from unnest($1::text[]) as wanted (text)
  where text <> '' and strpos(lower(detail::text), lower(substr(to_jsonb(text)::text, 2, length(to_jsonb(text)::text) - 2))) > 0)
