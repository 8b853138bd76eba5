-- select-newest-version, sent by engine/src/sql/rules/select-newest-version.ts
select slug, version, sends_since as "sendsSince" from belfry.rules where id = $1
