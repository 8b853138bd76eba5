-- access-take-recovery-code, sent by access/src/sql/take-recovery-code.ts
delete from belfry.recovery_codes where user_id = $1 and code_hash = $2
