import { z } from "zod";
import { Instant, LocalizedText } from "./common.ts";

const Numbers = z.object({
  deliveries: z.int().describe("One for each recipient."),
  states: z.record(z.string(), z.int()).describe("How many are in which state; `open` are queued or being sent."),
  arrived: z.int().describe("Accepted by the provider, or known to have arrived."),
  failed: z.int().describe("Failed, bounced or unknown."),
  open: z.int(),
  successRate: z.number().describe("The part of all deliveries that arrived, from 0 to 1; 0 without any."),
  took: z
    .object({ p50Ms: z.number(), p95Ms: z.number() })
    .nullable()
    .describe("From the time at which it was to be sent until the provider took it, to within 5 %."),
});

export const MessageStatisticsView = z
  .object({
    timeZone: z.string().describe("In which hours and days begin: that of the installation."),
    by: z.enum(["hour", "day"]),
    total: Numbers.describe("Of all periods together."),
    periods: z.array(Numbers.extend({ from: Instant })).describe("All of the range, the empty ones too."),
    channels: z.array(Numbers.extend({ channel: z.string() })),
    groups: z
      .array(
        Numbers.omit({ states: true, took: true }).extend({
          channel: z.string(),
          value: z.string().describe("The name of the account, the template or the rule; `team=finance`."),
        }),
      )
      .describe("The twenty with the most deliveries."),
    failures: z
      .array(
        z.object({
          channel: z.string(),
          state: z.string(),
          code: z.string().describe("The provider's; empty when it gave none."),
          n: z.int(),
          meaning: LocalizedText.nullable(),
          advice: LocalizedText.nullable(),
        }),
      )
      .describe("The twenty most frequent reasons."),
    backlog: z
      .object({
        due: z.int().describe("May be sent now."),
        later: z.int().describe("Is sent at its time, after a rest, or after a release."),
        sending: z.int(),
        oldest: Instant.nullable().describe("Since when the oldest could have been sent."),
      })
      .describe("What is not sent, of all channels. Each number stops at 100,000."),
    quotas: z
      .array(
        z.object({
          channel: z.string(),
          account: z.string(),
          window: z.enum(["day", "month"]),
          limit: z.int(),
          used: z.int(),
          left: z.int(),
          perHour: z.number().describe("Sends in an hour at the pace of the last quarter of an hour."),
          fullAt: Instant.nullable().describe("When it is full at this pace; empty when its window ends before."),
          endsAt: Instant.describe("When it may send as much again."),
        }),
      )
      .describe("Accounts with a cap for a day or a month."),
  })
  .meta({ id: "MessageStatistics" });
