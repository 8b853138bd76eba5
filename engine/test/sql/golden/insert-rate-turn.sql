-- insert-rate-turn, sent by engine/src/sql/rates/insert-rate-turn.ts
insert into belfry.rate_turns (execution_id, action, iteration, key, turn_at) values ($1, $2, $3, $4, $5)
on conflict (execution_id, action, iteration, key) do update set turn_at = excluded.turn_at
