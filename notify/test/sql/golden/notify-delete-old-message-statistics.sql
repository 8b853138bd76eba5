-- notify-delete-old-message-statistics, sent by notify/src/sql/delete-old-message-statistics.ts
delete from belfry.message_statistics where ctid = any(array(
  select ctid from belfry.message_statistics
  where (period = 'hour' and at < belfry.now() - interval '62 days')
     or (period = 'day' and at < belfry.now() - interval '1461 days')
  limit $1))
