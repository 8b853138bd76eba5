-- count-at-gates, sent by engine/src/sql/gates/count-at-gates.ts
select gate, count(*)::int as n from belfry.gate_places where gate = any($1::text[]) group by gate
