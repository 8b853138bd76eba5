-- notify-record-outcomes, sent by notify/src/sql/record-outcomes.ts
with wanted as (
  select * from unnest($1::int[], $2::bigint[], $3::int[], $4::smallint[], $5::text[], $6::text[], $7::text[],
                       $8::text[], $9::text[], $10::float8[], $11::timestamptz[], $12::text[], $13::smallint[], $14::smallint[],
                       $15::text[])
    as w (place, delivery_id, epoch, attempt, outcome, answer, provider_id, reason, state, delay_ms, not_before,
          code, segments, pieces_done, waits_for)),
held as materialized (
  select w.* from wanted w join belfry.deliveries d on d.id = w.delivery_id and d.epoch = w.epoch
  order by d.id
  for update of d),
ended as (
  update belfry.delivery_attempts a
  set outcome = h.outcome, reason = h.reason, answer = h.answer, provider_id = h.provider_id,
      code = h.code, segments = h.segments,
      finished_at = belfry.now()
  from held h
  where a.delivery_id = h.delivery_id and a.attempt = h.attempt and a.outcome is null),
moved as (
  update belfry.deliveries d
  set state = h.state,
      reason = h.reason,
      node = case when h.state = 'sending' then d.node end,
      run_at = case when h.state = 'queued'
                    then greatest(belfry.now() + h.delay_ms * interval '1 millisecond', h.not_before)
                    else d.run_at end,
      pieces_done = h.pieces_done,
      waits_for = h.waits_for,
      counted_at = case when h.state = 'queued' and h.pieces_done = 0 then null else d.counted_at end,
      deferrals = d.deferrals + case when h.state = 'queued' and h.waits_for is null then 1 else 0 end,
      updated_at = belfry.now()
  from held h
  where d.id = h.delivery_id and d.state = 'sending')
select place from wanted where place not in (select place from held)
