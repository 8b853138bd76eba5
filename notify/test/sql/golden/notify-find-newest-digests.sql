-- notify-find-newest-digests, sent by notify/src/sql/find-newest-digests.ts
select l.line, m.id
from (select distinct line from unnest($1::text[]) as l (line)) l
cross join lateral (select id from belfry.messages where digest_of = l.line order by id desc limit 1) m
