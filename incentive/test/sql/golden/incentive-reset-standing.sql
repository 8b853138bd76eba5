-- incentive-reset-standing, sent by incentive/src/sql/reset-standing.ts
with projects as (delete from belfry.incentive_projects where campaign_id = $1),
     addresses as (delete from belfry.incentive_addresses where campaign_id = $1),
     awards as (delete from belfry.incentive_awards where campaign_id = $1)
update belfry.incentive_people
set count = 0, total_fen = 0, performance_fen = 0, platform_count = 0, platform_fen = 0, platform_performance_fen = 0,
    self_referral_count = 0, self_referral_fen = 0, held = '{}'
where campaign_id = $1
