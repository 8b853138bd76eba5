-- take-rule-turn, sent by engine/src/sql/rules/take-rule-turn.ts
select pg_advisory_xact_lock(1111837778, r.id)
from (select id from belfry.rules where slug = any($1::text[]) or source = $2 order by id) r
