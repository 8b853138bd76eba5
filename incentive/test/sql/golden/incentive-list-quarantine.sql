-- incentive-list-quarantine, sent by incentive/src/sql/list-quarantine.ts
select id, source, row, contract_id as contract, code, column_name as "column", details as values, message, remedy, raw,
       times, first_at as "firstAt", last_at as "lastAt", resolved_at as "resolvedAt"
from belfry.incentive_quarantine
where campaign_id = $1 and ($2::bigint is null or id < $2) and ($3::bool is null or (resolved_at is null) = $3)
order by id desc limit $4
