-- delete-watches, sent by engine/src/sql/alerts/delete-watches.ts
delete from belfry.alert_watches w
where not exists (select from belfry.rules r where r.id = w.rule_id and r.status = 'enabled')
