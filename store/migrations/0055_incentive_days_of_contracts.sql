-- 0055_incentive_days_of_contracts.sql
-- locks: incentive_contracts against writing while an index is built

-- A list of the contracts of some days begins at their last one, and not at the last of the campaign.
create index incentive_contracts_of_day on belfry.incentive_contracts (campaign_id, day, id);
