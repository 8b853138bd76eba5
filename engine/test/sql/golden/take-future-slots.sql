-- take-future-slots, sent by engine/src/sql/slots/take-future-slots.ts
delete from belfry.slots_due where trigger_id = $1 and due_at > $2 returning due_at as "dueAt"
