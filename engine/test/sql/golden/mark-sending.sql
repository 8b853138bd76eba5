-- mark-sending, sent by engine/src/sql/rules/mark-sending.ts
update belfry.rules set sends_since = belfry.now() where id = $1 and sends_since is null
