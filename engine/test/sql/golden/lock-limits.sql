-- lock-limits, sent by engine/src/sql/limits/lock-limits.ts
lock table belfry.limits in exclusive mode
