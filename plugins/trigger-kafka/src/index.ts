export { kafkaPlugin } from "./kafka-plugin.ts";
