-- update-rule-source, sent by engine/src/sql/rules/update-rule-source.ts
update belfry.rules set source = $2 where slug = $1
