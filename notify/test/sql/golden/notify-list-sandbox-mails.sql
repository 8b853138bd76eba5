-- notify-list-sandbox-mails, sent by notify/src/sql/list-sandbox-mails.ts
select id, received_at as "receivedAt", json_build_object('from', envelope_from, 'to', envelope_to) as envelope,
       sender, subject, bytes
from belfry.sandbox_mails
where $1::bigint is null or id < $1
order by id desc
limit $2
