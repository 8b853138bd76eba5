-- incentive-load-tellings-of, sent by incentive/src/sql/load-tellings-of.ts
select kind, text, state, message_id as "messageId", told_at as "toldAt"
from belfry.incentive_tellings where contract = $1 order by id
