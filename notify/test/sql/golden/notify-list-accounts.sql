-- notify-list-accounts, sent by notify/src/sql/list-accounts.ts
select channel, name, config, enabled, priority, weight, caps, time_zone as "timeZone" from belfry.accounts
where $1::text is null or channel = $1
order by channel, priority, name
