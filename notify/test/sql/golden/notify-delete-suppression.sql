-- notify-delete-suppression, sent by notify/src/sql/delete-suppression.ts
delete from belfry.suppressions where id = $1 returning channel, address, reason
