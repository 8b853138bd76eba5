-- lock-outcome-demands, sent by engine/src/sql/outcomes/lock-outcome-demands.ts
lock table belfry.outcome_demands in share row exclusive mode
