-- sum-up-slot-fates, sent by engine/src/sql/retention/sum-up-slot-fates.ts
select belfry.sum_up_slot_fates(($1::timestamptz at time zone 'UTC')::date) as done
