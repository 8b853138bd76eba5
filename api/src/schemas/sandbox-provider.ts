import { z } from "zod";
import { Id, Instant } from "./common.ts";
import { personal } from "./personal.ts";

export const ProviderParams = z.strictObject({
  provider: z
    .string()
    .max(50)
    .describe("`wecom`, `dingtalk`, `feishu`, `aliyun-sms`, `tencent-sms`, `wechat`, `metabase`, `smtp`"),
});

const FaultKind = z
  .enum(["bounce", "throttle", "accept-then-drop", "slow", "malformed", "session-expired"])
  .describe(
    "bounce: refused, or reported as not delivered; throttle: over the limit, with the provider's real penalty; accept-then-drop: shown, and the connection cut before the answer; slow: shown, and answered late; malformed: shown, and answered with what nobody can read; session-expired: refused, and all sessions are forgotten.",
  );

const delayMs = z
  .int()
  .min(1)
  .max(600_000)
  .optional()
  .describe("Of slow: how late the answer comes, in milliseconds. Left out: when the switch is taken back.");

const times = z.int().min(1).max(1_000_000).optional().describe("How many messages it hits. Left out: all of them.");

const ProviderFault = z.object({ kind: FaultKind, times, delayMs }).meta({ id: "ProviderFault" });

export const FaultsBody = z.strictObject({
  faults: z
    .array(z.strictObject({ kind: FaultKind, times, delayMs }))
    .max(10)
    .describe(
      "In the place of those that are on: the first hits the next message. None puts the provider right again.",
    ),
});

export const SandboxProvider = z
  .object({
    provider: z.string(),
    receives: z
      .enum(["messages", "queries"])
      .describe("What comes here: messages to people, or queries that want an answer."),
    channels: z.array(z.string()).describe("Whose messages come here; none for queries."),
    switches: z.array(FaultKind).describe("The faults that it knows."),
    messages: z.int().describe("How many it remembers."),
    faults: z.array(ProviderFault),
  })
  .meta({ id: "SandboxProvider" });

export const ReceivedMessage = z
  .object({
    id: Id,
    at: Instant,
    to: personal("address", z.array(z.string())).describe("Groups, people or numbers; of a query, what was asked."),
    kind: z.string().describe("The provider's own name for it: `markdown`, `template_card`, the code of a template."),
    title: personal("content", z.string()).optional(),
    text: personal("content", z.string()).describe("As it is shown; empty for what the provider could not read."),
    mentions: personal("address", z.array(z.string())).optional().describe("Who is pointed at; `all`: everybody."),
    file: z.object({ name: personal("text", z.string()), bytes: z.int() }).optional(),
    shown: z
      .boolean()
      .describe(
        "Whether somebody sees it, or a query was answered. A refused message, and one that is lost silently, is not.",
      ),
    answer: z
      .object({ status: z.int(), body: personal("text", z.string()) })
      .nullable()
      .describe("What the provider answered; null: nothing, or not yet."),
    fault: FaultKind.nullable().describe("The switch that hit it."),
  })
  .meta({ id: "ReceivedMessage" });
