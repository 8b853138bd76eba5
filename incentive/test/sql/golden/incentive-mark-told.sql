-- incentive-mark-told, sent by incentive/src/sql/mark-told.ts
update belfry.incentive_tellings t
set state = 'told', told_at = coalesce(t.told_at, belfry.now()), message_id = coalesce(t.message_id, $4)
from belfry.incentive_contracts c
where c.campaign_id = $1 and c.contract_id = $2 and t.contract = c.id and t.kind = $3
returning t.id
