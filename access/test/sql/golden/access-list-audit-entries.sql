-- access-list-audit-entries, sent by access/src/sql/list-audit-entries.ts
select n as id, at, jsonb_build_object('kind', actor_kind, 'name', actor) as actor, address,
  request_id as "requestId", action, jsonb_build_object('kind', subject_kind, 'id', subject) as subject, outcome, detail from belfry.audit_entries
where ($1::text is null or actor = $1)
  and ($2::text is null or action = $2 or starts_with(action, $2 || '.'))
  and ($3::text is null or subject_kind = $3)
  and ($4::text is null or subject = $4)
  and ($5::text is null or outcome = $5)
  and ($6::timestamptz is null or at >= $6)
  and ($7::timestamptz is null or at < $7)
  and ($8::bigint is null or n < $8)
order by n desc
limit $9
