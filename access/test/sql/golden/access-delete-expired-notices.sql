-- access-delete-expired-notices, sent by access/src/sql/delete-expired-notices.ts
delete from belfry.notices
where id in (select id from belfry.notices where created_at < $1 order by created_at limit 1000)
