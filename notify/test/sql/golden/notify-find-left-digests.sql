-- notify-find-left-digests, sent by notify/src/sql/find-left-digests.ts
select distinct d.digest_id as id
from belfry.deliveries d join belfry.deliveries g on g.message_id = d.digest_id
where d.digest_id is not null and d.state = 'queued' and g.state not in ('queued', 'sending')
order by 1 limit $1
