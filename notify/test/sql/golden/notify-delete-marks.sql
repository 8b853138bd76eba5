-- notify-delete-marks, sent by notify/src/sql/delete-marks.ts
delete from belfry.delivery_marks where id = any($1)
