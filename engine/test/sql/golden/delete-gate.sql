-- delete-gate, sent by engine/src/sql/gates/delete-gate.ts
delete from belfry.gate_places where gate = $1
