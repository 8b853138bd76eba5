-- incentive-verify, sent by incentive/src/sql/verify-incentives.ts
with entries as materialized (
  select campaign_id, contract, day, person_id, provider, sum(contracts) as contracts, sum(amount_fen) as amount_fen,
         sum(performance_fen) as performance_fen, sum(rewards) as rewards, sum(reward_fen) as reward_fen, count(*) as n
  from belfry.incentive_entries group by 1, 2, 3, 4, 5),
by_contract as materialized (
  select contract, sum(contracts) as contracts, sum(amount_fen) as amount_fen, sum(performance_fen) as performance_fen,
         sum(rewards) as rewards, sum(reward_fen) as reward_fen
  from entries group by 1),
awards as materialized (
  select contract, count(*) as rewards, coalesce(sum(amount_fen), 0) as reward_fen from belfry.incentive_awards group by 1),
wrong_contracts as (
  select c.campaign_id, 'contract ' || c.contract_id as what
  from belfry.incentive_contracts c
  left join by_contract e on e.contract = c.id
  left join awards a on a.contract = c.id
  cross join lateral (select c.state = 'booked' as counts) s
  where (case when s.counts and not c.historical then 1 else 0 end,
         case when s.counts and not c.historical then c.amount_fen else 0 end,
         case when s.counts then c.counted_fen else 0 end,
         case when s.counts then coalesce(a.rewards, 0) else 0 end,
         case when s.counts then coalesce(a.reward_fen, 0) else 0 end)
    is distinct from (coalesce(e.contracts, 0), coalesce(e.amount_fen, 0), coalesce(e.performance_fen, 0),
         coalesce(e.rewards, 0), coalesce(e.reward_fen, 0))),
by_day as (
  select campaign_id, day, person_id, provider, sum(contracts) as contracts, sum(amount_fen) as amount_fen,
         sum(performance_fen) as performance_fen, sum(rewards) as rewards, sum(reward_fen) as reward_fen
  from entries group by 1, 2, 3, 4),
wrong_days as (
  select coalesce(d.campaign_id, e.campaign_id) as campaign_id, 'day ' || coalesce(d.day, e.day) as what
  from belfry.incentive_days d
  full join by_day e on (e.campaign_id, e.day, e.person_id, e.provider) = (d.campaign_id, d.day, d.person_id, d.provider)
  where (coalesce(d.contracts, 0), coalesce(d.amount_fen, 0), coalesce(d.performance_fen, 0), coalesce(d.rewards, 0),
         coalesce(d.reward_fen, 0))
    is distinct from (coalesce(e.contracts, 0), coalesce(e.amount_fen, 0), coalesce(e.performance_fen, 0),
         coalesce(e.rewards, 0), coalesce(e.reward_fen, 0))),
by_award as (
  select campaign_id, reward_type, reward_name, sum(rewards) as rewards, sum(reward_fen) as reward_fen
  from belfry.incentive_entries where reward_name is not null group by 1, 2, 3),
day_awards as (
  select campaign_id, reward_type, reward_name, sum(rewards) as rewards, sum(reward_fen) as reward_fen
  from belfry.incentive_day_rewards group by 1, 2, 3),
wrong_awards as (
  select coalesce(d.campaign_id, e.campaign_id) as campaign_id,
         'award ' || coalesce(d.reward_name, e.reward_name) as what
  from day_awards d
  full join by_award e on (e.campaign_id, e.reward_type, e.reward_name) = (d.campaign_id, d.reward_type, d.reward_name)
  where (coalesce(d.rewards, 0), coalesce(d.reward_fen, 0)) is distinct from (coalesce(e.rewards, 0), coalesce(e.reward_fen, 0))),
people as (
  select person_id, count(*) filter (where not historical) as count from belfry.incentive_contracts
  where state = 'booked' group by 1),
wrong_people as (
  select p.campaign_id, 'person ' || p.id as what
  from belfry.incentive_people p left join people c on c.person_id = p.id
  where p.count <> coalesce(c.count, 0)),
wrong as materialized (
  select * from wrong_contracts union all select * from wrong_days union all select * from wrong_awards
  union all select * from wrong_people)
select k.key as campaign,
       (select coalesce(sum(e.n), 0)::float8 from entries e where e.campaign_id = k.id) as entries,
       array(select w.what from wrong w where w.campaign_id = k.id order by 1 limit 20) as wrong
from belfry.incentive_campaigns k order by k.key
