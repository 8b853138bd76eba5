-- incentive-is-campaign-in-scope, sent by incentive/src/sql/is-campaign-in-scope.ts
select from belfry.incentive_campaigns where key = $1 and belfry.labels_in_scope(labels, $2)
