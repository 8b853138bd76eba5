-- notify-note-callback, sent by notify/src/sql/note-callback.ts
update belfry.callbacks
set failing_since = case when $2 = 'told' then null else coalesce(failing_since, belfry.now()) end,
    paused_until = greatest(paused_until, belfry.now() + $3::float8 * interval '1 millisecond'),
    disabled_at = case when $2 = 'gone' or ($2 = 'failed' and failing_since <= belfry.now() - interval '120 hours')
                       then belfry.now() end,
    disabled_reason = case when $2 = 'gone' then 'gone'
                           when $2 = 'failed' and failing_since <= belfry.now() - interval '120 hours'
                           then 'failing' end
where id = $1 and disabled_at is null
  and ($2 <> 'told' or failing_since is not null)
  and ($2 <> 'failed' or failing_since is null or $3::float8 is not null
       or failing_since <= belfry.now() - interval '120 hours')
returning name, disabled_reason as because, coalesce(failing_since, belfry.now()) as since
