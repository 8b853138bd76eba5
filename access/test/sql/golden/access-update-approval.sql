-- access-update-approval, sent by access/src/sql/update-approval.ts
update belfry.approvals set state = $2, decided_by = $3, comment = $4, decided_at = belfry.now()
where id = $1 and state = 'pending' and ($2 not in ('approved', 'rejected') or expires_at > belfry.now())
