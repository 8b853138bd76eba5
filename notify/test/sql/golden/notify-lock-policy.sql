-- notify-lock-policy, sent by notify/src/sql/lock-policy.ts
select enabled, definition from belfry.message_policies where name = $1 for no key update
