-- select-next-slots, sent by engine/src/sql/slots/select-next-slots.ts
select rule_id as "ruleId", min(due_at) as at from belfry.slots_due group by rule_id
