-- insert-feed-dead-letter, sent by engine/src/sql/feeds/insert-feed-dead-letter.ts
insert into belfry.event_dead_letters (received_at, brought_by, trigger_id, raw, problems)
select belfry.now(), $1, $2, $3, $4
where not exists (
  select from belfry.event_dead_letters where state = 'open' and trigger_id = $2 and md5(raw) = md5($3) and raw = $3)
