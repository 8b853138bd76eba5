-- notify-forget-bounces, sent by notify/src/sql/forget-bounces.ts
delete from belfry.bounce_streaks where address = lower($2) and channel = $1
