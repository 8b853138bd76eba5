-- select-label-limits, sent by engine/src/sql/gates/select-label-limits.ts
select name from belfry.limits where kind = 'label' and name = any($1::text[]) order by name for key share
