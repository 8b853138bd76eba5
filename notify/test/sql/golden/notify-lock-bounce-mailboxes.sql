-- notify-lock-bounce-mailboxes, sent by notify/src/sql/lock-bounce-mailboxes.ts
lock table belfry.bounce_mailboxes in share row exclusive mode
