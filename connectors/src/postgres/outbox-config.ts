import { Duration, EventSource } from "@belfry/plugin-kit";
import { z } from "zod";
import { postgresConnection } from "./postgres-field.ts";

const Name = z.string().min(1).max(130);

export const Outbox = z.strictObject({
  postgresOutbox: Name.describe("The table, with its schema in front if need be: `shop.outbox`."),
  connection: postgresConnection(),
  columns: z
    .strictObject({
      id: Name.default("id").describe("What names a row; growing, and never used twice."),
      type: Name.default("type").describe("The type of the event; without that column `type` counts."),
      subject: Name.default("subject").describe("What it happened to, if there is that column."),
      time: Name.default("created_at").describe("When it happened, if there is that column."),
      data: Name.default("data").describe("What happened; without that column the whole row."),
    })
    .prefault({})
    .describe("The columns, where they are called otherwise."),
  afterwards: z
    .union([z.enum(["delete", "keep"]), z.strictObject({ mark: Name.describe("A column of the type timestamptz.") })])
    .default("delete")
    .describe(
      "What becomes of a row that was accepted: it is deleted; `mark` writes the time into a column, and only rows without it are read; `keep` leaves it, which needs no right to write, and then a transaction that takes longer than five minutes may be passed over.",
    ),
  every: Duration.default("5s").describe("How often it asks."),
  type: z.string().min(1).max(500).default("outbox").describe("The type of events whose row names none."),
  source: EventSource.optional().describe("Where the events come from. Left out: the table."),
});
export type Outbox = z.output<typeof Outbox>;
