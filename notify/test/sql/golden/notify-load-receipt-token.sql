-- notify-load-receipt-token, sent by notify/src/sql/load-receipt-token.ts
select t.token_hash as hash
from belfry.receipt_tokens t join belfry.accounts a on a.channel = t.channel and a.name = t.account
where t.channel = $1 and t.account = $2
