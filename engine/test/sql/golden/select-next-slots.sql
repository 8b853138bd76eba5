-- select-next-slots, sent by engine/src/sql/slots/select-next-slots.ts
select rule_id as "ruleId", min(case when moved then decide_at else due_at end) as at from belfry.slots_due where not awaits group by rule_id
