-- select-installation, sent by engine/src/sql/installation/select-installation.ts
select id from belfry.installation
