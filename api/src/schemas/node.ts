import { z } from "zod";
import { Id, IdInput, Instant } from "./common.ts";
import { personal } from "./personal.ts";

const NodeRole = z
  .enum(["api", "scheduler", "worker"])
  .describe("`api`: console and API. `scheduler`: plans, decides and listens. `worker`: runs executions and sends.");

export const NodeParams = z.strictObject({ node: IdInput.describe("The number of the node.") });

/** A day: longer than that nobody waits for a node to become empty. */
const MOST_GRACE_SECONDS = 86_400;

export const DrainBody = z.strictObject({
  graceSeconds: z
    .int()
    .min(0)
    .max(MOST_GRACE_SECONDS)
    .default(60)
    .describe("How long running actions may go on, in seconds. What still runs then is handed to other nodes."),
});

export const NodeView = z
  .object({
    id: Id.describe("The number of the node. A process that lost its place comes back under a new one."),
    name: z.string().describe("The machine that it runs on."),
    roles: z.array(NodeRole),
    version: z.string(),
    build: z
      .string()
      .nullable()
      .describe(
        "The same for nodes that run the same version with the same plugins. Null for a node of a version that does not tell.",
      ),
    schema: z
      .int()
      .nullable()
      .describe("The newest migration of the database that it knows; null for a node of a version that does not tell."),
    state: z
      .enum(["active", "draining", "drained", "leaving"])
      .describe(
        "`active`: it takes work. `draining`: it takes nothing new, and still holds something. `drained`: it holds nothing any more and may be stopped, or resumed. `leaving`: its process stops.",
      ),
    startedAt: Instant.describe("When it appeared."),
    seenAt: Instant.nullable().describe("When it last told of itself; it does so once a second."),
    running: z.int().describe("How many executions it runs."),
    concurrency: z.int().describe("How many it may run at once; 0 for a node that is no worker."),
    claimedPerMinute: z.int().describe("How many executions it took in the last minute."),
    feeds: z.int().describe("How many triggers it asks or listens for now."),
    drain: z
      .object({
        by: personal("text", z.string()).nullable(),
        at: Instant.nullable(),
        until: Instant.nullable().describe("Until when running actions may go on."),
      })
      .nullable()
      .describe("Who wants it to take nothing new; null while it takes work."),
    unattended: z
      .array(NodeRole)
      .describe(
        "Those of its roles that no active node has now. With `scheduler` no slot is planned or decided until some scheduler is active again; with `worker` nothing runs.",
      ),
  })
  .meta({ id: "NodeView" });
