-- incentive-list-corrections, sent by incentive/src/sql/list-corrections.ts
select k.id, c.contract_id as contract, k.kind, k.state, k.amount_fen as "amountFen", k.before_fen as "beforeFen",
       k.facts, k.revision, k.entries, k.reason, k.author, k.created_at as "createdAt", k.decided_at as "decidedAt",
       k.decided_by as "decidedBy", k.decision as "decisionReason"
from belfry.incentive_corrections k left join belfry.incentive_contracts c on c.id = k.contract
where k.campaign_id = $1 and ($2::bigint is null or k.id < $2) and ($3::text is null or k.state = $3)
order by k.id desc limit $4
