-- access-replace-recovery-codes, sent by access/src/sql/replace-recovery-codes.ts
with old as (delete from belfry.recovery_codes where user_id = $1)
insert into belfry.recovery_codes (user_id, code_hash) select $1, unnest($2::bytea[])
