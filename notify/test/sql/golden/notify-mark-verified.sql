-- notify-mark-verified, sent by notify/src/sql/mark-verified.ts
update belfry.callbacks
set verified_at = belfry.now(), disabled_at = null, disabled_reason = null, failing_since = null, paused_until = null
where name = $1
