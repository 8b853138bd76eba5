-- notify-lock-account, sent by notify/src/sql/lock-account.ts
select channel, name, config, enabled, priority from belfry.accounts
where channel = $1 and name = $2 for no key update
