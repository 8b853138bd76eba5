-- notify-list-callbacks, sent by notify/src/sql/list-callbacks.ts
select c.name, c.url, c.secret, c.events, c.channels, c.labels, c.only_named as "onlyNamed", c.enabled,
       case when c.previous_until > belfry.now() then c.previous_secret end as "previousSecret",
       case when c.previous_until > belfry.now() then c.previous_until end as "previousUntil",
       c.verified_at as "verifiedAt", c.disabled_at as "stoppedAt", c.disabled_reason as "stoppedBecause",
       c.failing_since as "failingSince",
       case when c.paused_until > belfry.now() then c.paused_until end as "pausedUntil",
       (select count(*) from (select from belfry.callback_events e
                              where e.callback_id = c.id and e.status = 'waiting' limit 10000) w)::int as waiting,
       c.updated_at as "updatedAt", c.updated_by as "updatedBy"
from belfry.callbacks c
where $1::text is null or c.name = $1
order by c.name
