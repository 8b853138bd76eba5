-- notify-load-message, sent by notify/src/sql/load-message.ts
select id, channel, account, execution_id as "executionId", content ->> 'subject' as subject,
       content ->> 'text' as text, content ->> 'html' as html, content -> 'attachments' as attachments,
       created_at as "createdAt"
from belfry.messages where id = $1
