-- notify-delete-old-claims, sent by notify/src/sql/delete-old-claims.ts
delete from belfry.business_claims where claim in (
  select claim from belfry.business_claims where until <= belfry.now() order by until limit $1)
