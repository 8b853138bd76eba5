-- notify-join-digest, sent by notify/src/sql/join-digest.ts
update belfry.deliveries d
set state = 'queued', run_at = 'infinity', node = null, waits_for = null, digest_id = $1, reason = $3,
    updated_at = belfry.now()
where d.id = any($2::bigint[]) and d.state = 'sending'
  and exists (select from belfry.deliveries g where g.message_id = $1 and g.state = 'queued' and g.attempts = 0)
returning d.id
