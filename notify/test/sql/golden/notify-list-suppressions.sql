-- notify-list-suppressions, sent by notify/src/sql/list-suppressions.ts
select id, channel, address, list, reason, note, message_id as "messageId", created_at as "createdAt",
       created_by as "createdBy"
from belfry.suppressions
where ($1::text is null or channel = $1) and ($2::text is null or lower(address) = lower($2))
  and ($3::text is null or reason = $3) and ($4::bigint is null or id < $4)
order by id desc
limit $5
