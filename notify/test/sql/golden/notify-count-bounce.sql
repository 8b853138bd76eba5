-- notify-count-bounce, sent by notify/src/sql/count-bounce.ts
insert into belfry.bounce_streaks as s (channel, address, bounces, last_at)
values ($1, lower($2), 1, belfry.now())
on conflict (address, channel) do update set bounces = least(s.bounces + 1, 1000), last_at = excluded.last_at
returning bounces
