-- access-read-audit-chain, sent by access/src/sql/read-audit-chain.ts
select n, (extract(epoch from at) * 1000000)::bigint as "atMicros", actor_kind as "actorKind", actor, address,
  request_id as "requestId", action, subject_kind as "subjectKind", subject, outcome, detail, detail_hash as "detailHash", hash
from belfry.audit_entries where n > $1 and n <= $2 order by n limit $3
