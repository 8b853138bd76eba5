-- incentive-load-people, sent by incentive/src/sql/load-people.ts
select key, count, total_fen as "totalFen", performance_fen as "performanceFen", platform_count as "platformCount",
       platform_fen as "platformFen", platform_performance_fen as "platformPerformanceFen",
       self_referral_count as "selfReferralCount", self_referral_fen as "selfReferralFen", held
from belfry.incentive_people where campaign_id = $1 and key = any($2::text[])
