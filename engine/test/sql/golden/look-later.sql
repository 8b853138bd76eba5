-- look-later, sent by engine/src/sql/breakers/look-later.ts
update belfry.breakers set look_at = coalesce(belfry.now() + $2::float8 * interval '1 millisecond', 'infinity')
where connection = $1
