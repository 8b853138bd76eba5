-- select-calendar-slots, sent by engine/src/sql/calendars/select-calendar-slots.ts
select s.trigger_id as "triggerId", s.due_at as "dueAt", s.decide_at as "decideAt", t.kind, t.config, t.spread_ms as "spreadMs",
  (select belfry.now()) as now
from belfry.slots_due s join belfry.triggers t on t.id = s.trigger_id
where t.active_until is null and t.config ->> 'calendar' = $1 and not s.awaits
order by s.trigger_id, s.due_at for update of s
