-- notify-load-message, sent by notify/src/sql/load-message.ts
select id, channel, account, execution_id as "executionId", content ->> 'subject' as subject,
       content ->> 'text' as text, content ->> 'html' as html, content ->> 'markdown' as markdown,
       content -> 'attachments' as attachments, created_at as "createdAt", labels,
       (array['urgent', 'normal', 'low'])[priority + 1] as priority, business_key as "businessKey",
       scheduled_at as "scheduledAt", expires_at as "expiresAt", sent_by as "sentBy", template,
       content ->> 'templateVersion' as "templateVersion", rule,
       acknowledged_at as "acknowledgedAt", acknowledged_by as "acknowledgedBy",
       (select json_build_object('dueAt', e.due_at, 'unless', e.unless, 'state', e.state, 'nextMessageId', e.next_message_id,
          'reason', e.reason)
        from belfry.escalations e where e.message_id = messages.id) as escalation
from belfry.messages where id = $1
