-- notify-claim-due-messages, sent by notify/src/sql/claim-due-messages.ts
with me as materialized (
  select id from belfry.nodes where id = $1 for key share),
due as materialized (
  select message_id from (
    (select priority, run_at, message_id from belfry.deliveries
     where state = 'queued' and priority = 0 and run_at <= belfry.now() order by run_at, message_id limit $2)
    union all
    (select priority, run_at, message_id from belfry.deliveries
     where state = 'queued' and priority = 1 and run_at <= belfry.now() order by run_at, message_id limit $3)
    union all
    (select priority, run_at, message_id from belfry.deliveries
     where state = 'queued' and priority = 2 and run_at <= belfry.now() order by run_at, message_id limit $3)) lanes
  order by priority, run_at, message_id
  limit $2),
mine as materialized (
  select id from belfry.messages
  where id in (select message_id from due) and exists (select 1 from me)
  order by id
  for no key update skip locked),
held as (
  update belfry.deliveries d
  set state = 'sending', node = $1, epoch = d.epoch + 1, updated_at = belfry.now()
  from mine
  where d.message_id = mine.id and d.state = 'queued' and d.run_at <= belfry.now()
  returning d.id, d.message_id, d.field, d.recipient, d.epoch, d.attempts, d.deferrals, d.pieces_done, d.waits_for,
            d.only_account)
select m.id, (select id from belfry.installation) || '-' || m.id as "messageKey", m.channel, m.account,
       m.priority = 0 as "isUrgent", m.labels, m.digest_of as "digestOf",
       m.execution_id is not null as "isAwaited", m.content,
       m.created_at as "createdAt", belfry.now() as now,
       array(select recipient from belfry.deliveries where message_id = m.id and field = 'to' order by id) as "to",
       array(select recipient from belfry.deliveries where message_id = m.id and field = 'cc' order by id) as "cc",
       h.deliveries
from belfry.messages m
join (select message_id,
             json_agg(json_build_object('id', id, 'field', field, 'recipient', recipient, 'epoch', epoch,
                                        'attempts', attempts, 'deferrals', deferrals,
                                        'piecesDone', pieces_done,
                                        'waited', waits_for is not null,
                                        'onlyAccount', only_account) order by id) as deliveries
      from held group by message_id) h on h.message_id = m.id
order by m.priority, m.id
