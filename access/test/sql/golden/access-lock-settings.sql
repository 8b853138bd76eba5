-- access-lock-settings, sent by access/src/sql/lock-settings.ts
select pg_advisory_xact_lock(1111837766, 9)
