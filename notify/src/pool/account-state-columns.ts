/** The columns of belfry.account_states as an `AccountState`. */
export const accountStateColumns = `channel, account, second_sends as "secondSends", minute_sends as "minuteSends", day,
             day_sends as "daySends", month, month_sends as "monthSends", pass, faults, rests,
             rests_until as "restsUntil", probe_until as "probeUntil", reason, code, too_fast as "tooFast",
             too_fast_at as "tooFastAt", learned`;
