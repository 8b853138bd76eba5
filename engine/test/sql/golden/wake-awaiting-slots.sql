-- wake-awaiting-slots, sent by engine/src/sql/outcomes/wake-awaiting-slots.ts
with now as materialized (select date_trunc('milliseconds', belfry.now()) as at),
wanted as (
  select distinct s.trigger_id, s.due_at
  from json_to_recordset($1::json) as w ("triggerId" int, "endedAt" timestamptz)
  cross join lateral (
    select trigger_id, due_at from belfry.slots_due
    where trigger_id = w."triggerId" and due_at > w."endedAt" and awaits order by due_at limit 1) s
), locked as (
  select s.trigger_id, s.due_at from belfry.slots_due s join wanted using (trigger_id, due_at)
  order by s.trigger_id, s.due_at for update of s
)
update belfry.slots_due s
set decide_at = case when s.decide_at <= now.at and s.decide_at > now.at - interval '1 second'
  then s.decide_at - interval '1 millisecond' else now.at end
from locked l, now where s.trigger_id = l.trigger_id and s.due_at = l.due_at
