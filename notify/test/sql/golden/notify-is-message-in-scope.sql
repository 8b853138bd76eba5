-- notify-is-message-in-scope, sent by notify/src/sql/is-message-in-scope.ts
select id from belfry.messages
where id = $1 and ($2::jsonb is null or belfry.message_in_scope(execution_id, labels, $2))
