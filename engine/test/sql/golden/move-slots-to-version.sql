-- move-slots-to-version, sent by engine/src/sql/slots/move-slots-to-version.ts
update belfry.slots_due set rule_version = $2 where trigger_id = $1
