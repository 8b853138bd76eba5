-- insert-clock-jump, sent by engine/src/sql/clock/insert-clock-jump.ts
insert into belfry.clock_jumps (noticed_at, jump_ms, node)
select $2::timestamptz, $3::bigint, $1::int
where not exists (select from belfry.clock_jumps where node = $1 and noticed_at = $2 and jump_ms = $3)
