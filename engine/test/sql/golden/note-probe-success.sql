-- note-probe-success, sent by engine/src/sql/breakers/note-probe-success.ts
update belfry.breakers set succeeded = succeeded + 1 where connection = $1
