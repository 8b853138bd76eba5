-- notify-update-account-states, sent by notify/src/sql/update-account-states.ts
update belfry.account_states s
set second_sends = n."secondSends", minute_sends = n."minuteSends", day = n.day, day_sends = n."daySends",
    month = n.month, month_sends = n."monthSends", pass = n.pass, faults = n.faults, rests = n.rests,
    rests_until = n."restsUntil", probe_until = n."probeUntil", reason = n.reason, code = n.code,
    too_fast = n."tooFast", too_fast_at = n."tooFastAt", learned = n.learned, updated_at = belfry.now()
from jsonb_to_recordset($1::jsonb) as n (
  channel text, account text, "secondSends" jsonb, "minuteSends" jsonb, day text, "daySends" int, month text,
  "monthSends" int, pass float8, faults int, rests int, "restsUntil" timestamptz, "probeUntil" timestamptz,
  reason text, code text, "tooFast" int, "tooFastAt" timestamptz, learned int)
where s.channel = n.channel and s.account = n.account
