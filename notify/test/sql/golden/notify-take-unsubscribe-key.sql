-- notify-take-unsubscribe-key, sent by notify/src/sql/take-unsubscribe-key.ts
insert into belfry.unsubscribe_keys as k (id, key, created_at) values (1, $1, belfry.now())
on conflict (id) do update set key = k.key
returning key
