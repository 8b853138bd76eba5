-- insert-clock-jump, sent by engine/src/sql/clock/insert-clock-jump.ts
insert into belfry.clock_jumps (noticed_at, jump_ms, node) values (belfry.now(), $2, $1)
