-- notify-write-digest, sent by notify/src/sql/write-digest.ts
update belfry.messages set content = $2, labels = $3 where id = $1
