-- notify-lock-callback, sent by notify/src/sql/lock-callback.ts
select id, name, url, secret, events, channels, labels, only_named as "onlyNamed", enabled,
       disabled_at is not null as "isStopped"
from belfry.callbacks where name = $1 for update
