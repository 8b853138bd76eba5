-- incentive-save-people, sent by incentive/src/sql/save-people.ts
insert into belfry.incentive_people as p (campaign_id, key, name, provider, count, total_fen, performance_fen,
  platform_count, platform_fen, platform_performance_fen, self_referral_count, self_referral_fen, held)
select $1, v.key, v.name, v.provider, v.count, v.total_fen, v.performance_fen, v.platform_count, v.platform_fen,
       v.platform_performance_fen, v.self_referral_count, v.self_referral_fen,
       array(select jsonb_array_elements_text(v.held))
from jsonb_to_recordset($2::jsonb) as v (key text, name text, provider text, count int, total_fen bigint,
  performance_fen bigint, platform_count int, platform_fen bigint, platform_performance_fen bigint,
  self_referral_count int, self_referral_fen bigint, held jsonb)
order by v.key
on conflict (campaign_id, key) do update
set name = excluded.name, provider = excluded.provider, count = excluded.count, total_fen = excluded.total_fen,
    performance_fen = excluded.performance_fen, platform_count = excluded.platform_count,
    platform_fen = excluded.platform_fen, platform_performance_fen = excluded.platform_performance_fen,
    self_referral_count = excluded.self_referral_count, self_referral_fen = excluded.self_referral_fen,
    held = excluded.held
returning id, key
