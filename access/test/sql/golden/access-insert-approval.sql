-- access-insert-approval, sent by access/src/sql/insert-approval.ts
insert into belfry.approvals (kind, subject, rule, labels, execution_id, message_id, reason, requested_by, requested_at,
  expires_at, sample)
select $1, $2, $3, $4::jsonb, $5, $6, $7,
  array(select unnest($8::text[])
        union select k.created_by from belfry.api_keys k
        where lower(k.name) = any(select lower(asked) from unnest($8::text[]) as asked)
        order by 1),
  clock.at, clock.at + $9 * interval '1 millisecond', $10::jsonb
from (select belfry.now() as at) clock
on conflict (subject) where state = 'pending' do nothing
returning id
