-- select-connection-rates, sent by engine/src/sql/rates/select-connection-rates.ts
select lower(name) as connection, rate_limit as "limit", per_ms::float8 as "perMs"
from belfry.limits where kind = 'connection'
