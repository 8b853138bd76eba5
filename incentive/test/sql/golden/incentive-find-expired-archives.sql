-- incentive-find-expired-archives, sent by incentive/src/sql/find-expired-archives.ts
select r.archive, exists (
    select from belfry.incentive_runs later
    where later.archive = r.archive and later.archive_until > belfry.now()) as "isShared"
from belfry.incentive_runs r
where r.archive is not null and r.archive_until <= belfry.now()
order by r.archive_until limit $1
