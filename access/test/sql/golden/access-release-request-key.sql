-- access-release-request-key, sent by access/src/sql/release-request-key.ts
delete from belfry.request_keys where caller = $1 and key_hash = $2 and claim = $3 and status is null
