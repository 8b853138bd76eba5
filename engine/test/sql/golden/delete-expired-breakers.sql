-- delete-expired-breakers, sent by engine/src/sql/breakers/delete-expired-breakers.ts
with breakers as (delete from belfry.breakers where state = 'closed' and since < $1)
delete from belfry.rates where tat < $1
