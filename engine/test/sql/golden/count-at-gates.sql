-- count-at-gates, sent by engine/src/sql/gates/count-at-gates.ts
select gate as rule, count(*)::int as n from belfry.execution_queue where gate = any($1::int[]) group by gate
