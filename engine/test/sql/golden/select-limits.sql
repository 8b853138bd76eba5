-- select-limits, sent by engine/src/sql/limits/select-limits.ts
select l.kind, l.name, l.concurrency, l.rate_limit as "rateLimit", l.per_ms as "perMs", l.note, l.updated_at as "updatedAt",
  l.updated_by as "updatedBy",
  case when l.kind = 'label' then (
    select count(*)::int from belfry.gate_places p where p.gate = 'label:' || l.name and p.state = 'holds') end as running,
  case when l.kind = 'label' then (
    select count(*)::int from belfry.gate_places p where p.gate = 'label:' || l.name and p.state = 'waits') end as waiting
from belfry.limits l
order by l.kind, l.name
