-- take-rate-turn, sent by engine/src/sql/rates/take-rate-turn.ts
with mine as (
  select turn_at, turn_at <= (select belfry.now()) as used from belfry.rate_turns
  where execution_id = $1 and action = $2 and iteration = $3 and key = $4
), gone as (
  delete from belfry.rate_turns
  where execution_id = $1 and action = $2 and iteration = $3 and key = $4 and (select used from mine)
)
select turn_at as at, used from mine
