-- take-snapshot, sent by engine/src/sql/slots/take-snapshot.ts
set transaction isolation level repeatable read read only
