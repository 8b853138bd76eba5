-- incentive-set-sequence, sent by incentive/src/sql/set-sequence.ts
update belfry.incentive_campaigns set sequence = $2 where id = $1
