-- notify-remove-template, sent by notify/src/sql/remove-template.ts
update belfry.templates set removed_at = belfry.now(), updated_at = belfry.now(), updated_by = $2 where id = $1
