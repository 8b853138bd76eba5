import { FailureClass } from "@belfry/model";
import { z } from "zod";
import { Instant, InstantInput } from "./common.ts";
import { PageQuery } from "./page.ts";
import { personal } from "./personal.ts";

const Connection = z
  .string()
  .max(300)
  .regex(
    /^(\[[0-9A-Fa-f:.]+\]|[^\s:/@[\]]+):[1-9]\d{0,4}$/,
    "A connection is written host:port, for example erp.example.org:443.",
  )
  .toLowerCase()
  .meta({ description: "`host:port`, as actions call it.", examples: ["erp.example.org:443"] });

export const BreakerQuery = PageQuery.extend({ connection: Connection.optional().describe("Only this one.") });

export const BreakerOpening = z.strictObject({
  connection: Connection,
  reason: z.string().trim().min(1).max(500).describe("Why, for everybody who sees what is parked."),
  until: InstantInput.optional().describe(
    "When calls are tried again by themselves. Left out: when somebody closes it.",
  ),
});

export const BreakerClosing = z.strictObject({
  connection: Connection,
  atOnce: z
    .boolean()
    .default(false)
    .describe("Lets everything that is parked go at once. Default: one first, then two, four, … while all goes well."),
});

export const BreakerView = z
  .object({
    connection: z.string(),
    name: z.string().nullable().describe("The name of the place inside the own network with this address."),
    state: z
      .enum(["open", "half-open", "closed"])
      .describe(
        "`open`: nothing is called, what needs it is parked. `half-open`: the first were let in, and their calls decide. `closed`: it is called as always.",
      ),
    since: Instant.describe("Since when it is in this state."),
    openedAt: Instant.describe("When it was opened the last time."),
    openedBy: personal("text", z.string()).nullable().describe("Who opened it; null when its failures did."),
    reason: personal("text", z.string()),
    lastFailure: z
      .object({ class: z.enum(FailureClass), code: z.string(), message: personal("text", z.string()) })
      .nullable(),
    lastFailureAt: Instant.nullable(),
    parked: z.int().describe("How many executions wait for it."),
    allowance: z.int().describe("Of a half-open one: how many were let in at the present step."),
    probeAt: Instant.nullable().describe(
      "Of an open one: when the first is let in; null when somebody has to close it.",
    ),
  })
  .meta({ id: "BreakerView" });
