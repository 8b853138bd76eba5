-- select-open-breakers, sent by engine/src/sql/breakers/select-open-breakers.ts
select connection from belfry.breakers where state <> 'closed'
