-- 0054_incentive_columns.sql
-- locks: incentive_contracts against writing while an index is built, and each row that was written before
-- oldest: 0054

drop index belfry.incentive_contracts_of_person;

-- What has a column of its own does not stand in `source` and `figures` as well, sums are a list without their names, and
-- what is empty is left out: half of the table was that.
update belfry.incentive_contracts
set source = source - array['id', 'project', 'provider', 'amountFen'],
    figures = (figures - array['orderType', 'historical', 'sequence', 'countedFen', 'housekeeperCount', 'housekeeperTotalFen',
        'performanceFen', 'cumulativePerformanceFen', 'platformCount', 'platformFen', 'platformPerformanceFen',
        'selfReferralCount', 'selfReferralFen']
      || jsonb_build_object('sums', jsonb_build_array(figures -> 'housekeeperCount', figures -> 'housekeeperTotalFen',
        figures -> 'performanceFen', figures -> 'cumulativePerformanceFen', figures -> 'platformCount',
        figures -> 'platformFen', figures -> 'platformPerformanceFen', figures -> 'selfReferralCount',
        figures -> 'selfReferralFen')))
      - case when figures -> 'rewards' = '[]' then 'rewards' else '' end
      - case when figures -> 'heldBefore' = '[]' then 'heldBefore' else '' end
      - case when figures -> 'addressRepeated' = 'false' then 'addressRepeated' else '' end;

-- With the number of the contract behind the person, each row of a part had a page of its own in this index: of a million
-- contracts of 5,000 people it was 45 MB, of which a part of a run touched all. By the person alone equal keys are kept
-- once, and it is a sixth of that; the contracts of one person in one campaign are few enough to be sorted.
create index incentive_contracts_by_person on belfry.incentive_contracts (person_id);
