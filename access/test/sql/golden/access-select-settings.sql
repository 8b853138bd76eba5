-- access-select-settings, sent by access/src/sql/select-settings.ts
select name, value from belfry.settings
