-- incentive-load-due-tellings, sent by incentive/src/sql/load-due-tellings.ts
select c.contract_id as contract, t.kind, t.text, k.city, p.key as person, p.name as housekeeper, c.provider
from belfry.incentive_tellings t
join belfry.incentive_contracts c on c.id = t.contract
join belfry.incentive_people p on p.id = c.person_id
join belfry.incentive_campaigns k on k.id = t.campaign_id
where t.campaign_id = $1 and t.state = 'due'
order by t.id limit $2
