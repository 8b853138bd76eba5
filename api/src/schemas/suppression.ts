import { z } from "zod";
import { Id, IdInput, Instant } from "./common.ts";
import { PageQuery } from "./page.ts";
import { personal } from "./personal.ts";

const SuppressionReason = z
  .enum(["manual", "hard-bounce", "soft-bounces", "complaint", "unsubscribe"])
  .describe(
    "`manual`: a person said so. `hard-bounce`: the address does not exist. `soft-bounces`: five messages in a row came back. `complaint`: the recipient called one spam. `unsubscribe`: they left the list.",
  );

const channel = z.string().min(1).max(100).describe("The channel, for example `email`.");
const list = z.string().max(100).describe("The list that they left; empty: every message of the channel.");

export const SuppressionParams = z.strictObject({ suppressionId: IdInput });

export const SuppressionQuery = PageQuery.extend({
  channel: channel.optional(),
  address: z.string().min(1).max(500).optional().describe("In small or large letters."),
  reason: SuppressionReason.optional(),
});

export const SuppressionBody = z.strictObject({
  channel,
  addresses: z.array(z.string().trim().min(1).max(500)).min(1).max(1_000),
  list: list.default(""),
  note: z.string().max(1_000).default("").describe("Why, for people."),
});

export const SuppressionView = z
  .object({
    id: Id,
    channel: z.string(),
    address: personal("address", z.string()),
    list,
    reason: SuppressionReason,
    note: personal("text", z.string()),
    messageId: Id.nullable().describe("The message that came back, or with which they left."),
    createdAt: Instant,
    createdBy: personal("name", z.string()),
  })
  .meta({ id: "Suppression" });

export const SuppressionsAdded = z
  .object({ added: z.int().describe("How many were not on the list before.") })
  .meta({ id: "SuppressionsAdded" });
