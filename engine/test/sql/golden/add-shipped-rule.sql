-- add-shipped-rule, sent by engine/src/sql/installation/add-shipped-rule.ts
update belfry.installation set shipped_rules = shipped_rules || $1::text where not $1 = any (shipped_rules)
