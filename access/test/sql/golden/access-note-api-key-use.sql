-- access-note-api-key-use, sent by access/src/sql/note-api-key-use.ts
update belfry.api_keys set last_used_at = belfry.now() where id = $1
