-- incentive-find-campaigns, sent by incentive/src/sql/find-campaigns.ts
select id from belfry.incentive_campaigns
where ($1::text is null or key = $1) and ($2::text is null or city = $2) and belfry.labels_in_scope(labels, $3)
