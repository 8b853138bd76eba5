import { definePlugin } from "@belfry/plugin-kit";
import { kafkaPublish } from "./kafka-publish.ts";
import { kafkaTrigger } from "./kafka-trigger.ts";

/** Listens to Kafka and writes to it. It was tried against no real broker: see README.md. */
export const kafkaPlugin = definePlugin({
  name: "@belfry/trigger-kafka",
  version: "0.1.0",
  triggers: [kafkaTrigger],
  actions: [kafkaPublish],
});
