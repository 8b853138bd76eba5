-- select-shipped-rules, sent by engine/src/sql/installation/select-shipped-rules.ts
select shipped_rules as shipped from belfry.installation
