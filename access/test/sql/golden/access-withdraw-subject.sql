-- access-withdraw-subject, sent by access/src/sql/withdraw-subject.ts
update belfry.approvals set state = 'withdrawn', decided_by = $2, comment = $3, decided_at = belfry.now()
where subject = $1 and state = 'pending'
