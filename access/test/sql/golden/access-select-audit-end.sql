-- access-select-audit-end, sent by access/src/sql/select-audit-end.ts
select n, hash, coalesce((select max(n) from belfry.audit_entries), 0) as last from belfry.audit_head
