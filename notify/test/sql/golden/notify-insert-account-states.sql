-- notify-insert-account-states, sent by notify/src/sql/insert-account-states.ts
insert into belfry.account_states (channel, account, updated_at)
select channel, account, belfry.now() from unnest($1::text[], $2::text[]) as fresh (channel, account)
order by channel, account
on conflict do nothing
