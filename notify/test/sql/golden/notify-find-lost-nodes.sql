-- notify-find-lost-nodes, sent by notify/src/sql/find-lost-nodes.ts
select distinct d.node from belfry.deliveries d
where d.state = 'sending' and not exists (select 1 from belfry.nodes n where n.id = d.node)
