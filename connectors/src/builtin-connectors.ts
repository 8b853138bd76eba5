import { definePlugin } from "@belfry/plugin-kit";
import { metricTrigger } from "./metric/metric-trigger.ts";
import { mailTrigger } from "./imap/mail-trigger.ts";
import { dremioRefresh } from "./dremio/dremio-refresh.ts";
import { gridColumns } from "./grid/grid-columns.ts";
import { gridMirror } from "./grid/grid-mirror.ts";
import { metabaseQuery } from "./metabase/metabase-query.ts";
import { s3Get } from "./s3/s3-get.ts";
import { s3List } from "./s3/s3-list.ts";
import { s3Merge } from "./s3/s3-merge.ts";
import { s3Put } from "./s3/s3-put.ts";
import { s3Trigger } from "./s3/s3-trigger.ts";
import { sqlQuery } from "./database/sql-query.ts";
import { sqlWrite } from "./database/sql-write.ts";
import { mqPublish } from "./mq/mq-publish.ts";
import { mqttTrigger } from "./mqtt/mqtt-trigger.ts";
import { natsTrigger } from "./nats/nats-trigger.ts";
import { notifyTrigger } from "./postgres/notify-trigger.ts";
import { outboxTrigger } from "./postgres/outbox-trigger.ts";
import { rabbitmqTrigger } from "./rabbitmq/rabbitmq-trigger.ts";
import { redisTrigger } from "./redis/redis-trigger.ts";

/** The systems that Belfry listens to and writes to: a folder each, with its triggers, its actions and one connection. */
export const builtinConnectors = definePlugin({
  name: "@belfry/connectors",
  version: "0.1.0",
  triggers: [
    mailTrigger,
    notifyTrigger,
    outboxTrigger,
    metricTrigger,
    s3Trigger,
    mqttTrigger,
    natsTrigger,
    rabbitmqTrigger,
    redisTrigger,
  ],
  actions: [
    mqPublish,
    sqlQuery,
    sqlWrite,
    metabaseQuery,
    s3Put,
    s3Get,
    s3List,
    s3Merge,
    dremioRefresh,
    gridColumns,
    gridMirror,
  ],
});
