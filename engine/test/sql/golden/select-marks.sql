-- select-marks, sent by engine/src/sql/marks/select-marks.ts
select action, iteration, redrive, kind, began_at as "beganAt", until_at as "untilAt", called_id as "calledId", value from belfry.step_marks where execution_id = $1
