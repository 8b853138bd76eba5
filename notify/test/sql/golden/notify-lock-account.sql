-- notify-lock-account, sent by notify/src/sql/lock-account.ts
select channel, name, config, enabled, priority, weight, caps, time_zone as "timeZone" from belfry.accounts
where channel = $1 and name = $2 for no key update
