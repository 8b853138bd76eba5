-- notify-delete-policy, sent by notify/src/sql/delete-policy.ts
delete from belfry.message_policies where name = $1
