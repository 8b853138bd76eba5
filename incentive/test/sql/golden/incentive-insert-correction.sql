-- incentive-insert-correction, sent by incentive/src/sql/insert-correction.ts
with decided as (
  update belfry.incentive_corrections
  set state = 'booked', kind = $3, amount_fen = $4, entries = $7, reason = $8, author = $9, decided_by = $9,
      decided_at = belfry.now(), facts = $10
  where contract = $2 and state = 'proposed'
  returning id),
added as (
  insert into belfry.incentive_corrections (campaign_id, contract, kind, amount_fen, before_fen, revision, entries, reason,
    author, decided_by, facts, state, created_at, decided_at)
  select $1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10, 'booked', belfry.now(), belfry.now()
  where not exists (select from decided)
  returning id)
select id from decided union all select id from added
