-- notify-tell-deliveries, sent by notify/src/sql/tell-deliveries.ts
select pg_notify('belfry', 'deliveries')
