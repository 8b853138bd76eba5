-- notify-lock-account-states, sent by notify/src/sql/lock-account-states.ts
select channel, account, second_sends as "secondSends", minute_sends as "minuteSends", day,
       day_sends as "daySends", month, month_sends as "monthSends", pass, faults, rests,
       rests_until as "restsUntil", probe_until as "probeUntil", reason, code, too_fast as "tooFast",
       too_fast_at as "tooFastAt", learned
from belfry.account_states
where (channel, account) in (select * from unnest($1::text[], $2::text[]))
order by channel, account
for no key update
