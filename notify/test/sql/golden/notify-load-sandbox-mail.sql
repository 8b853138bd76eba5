-- notify-load-sandbox-mail, sent by notify/src/sql/load-sandbox-mail.ts
select id, received_at as "receivedAt", json_build_object('from', envelope_from, 'to', envelope_to) as envelope,
       sender, subject, bytes, raw
from belfry.sandbox_mails where id = $1
