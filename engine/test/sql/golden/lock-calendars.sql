-- lock-calendars, sent by engine/src/sql/calendars/lock-calendars.ts
lock table belfry.calendars in share row exclusive mode
