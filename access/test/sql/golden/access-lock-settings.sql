-- access-lock-settings, sent by access/src/sql/lock-settings.ts
lock table belfry.settings in share row exclusive mode
