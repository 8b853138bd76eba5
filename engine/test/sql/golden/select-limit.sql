-- select-limit, sent by engine/src/sql/limits/select-limit.ts
select l.kind, l.name, l.concurrency, l.rate_limit as "rateLimit", l.per_ms as "perMs", l.note, l.updated_at as "updatedAt",
l.updated_by as "updatedBy" from belfry.limits l where l.kind = $1 and l.name = $2
