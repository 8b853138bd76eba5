import { AppError } from "@belfry/model";
import { z } from "zod";
import { defineRoute } from "../../contract/define-route.ts";
import { InstantInput } from "../../schemas/common.ts";
import { MessageStatisticsView } from "../../schemas/message-statistics.ts";
import { given } from "../given.ts";

const DAY_MS = 86_400_000;
/** Hours are kept for two months, days for four years. */
const mostDays = { hour: 31, day: 380 } as const;

const slices = ["account", "template", "rule", "label"] as const;
const value = z.string().min(1).max(300).optional();

export const readMessageStatistics = defineRoute({
  method: "GET",
  path: "/v1/statistics/messages",
  operation: "statistics.messages",
  summary: "Tells by hour or day what became of messages, why they failed, what waits, and when accounts are full",
  description:
    "Deliveries count in the period in which their message was accepted, in the state that they have now. The sums of everything, and of one account, template, rule or label, stay when messages are removed after their time; those of several at once, and of what a reader who is restricted to labels may see, are counted among the messages that are kept, at most 100,000 deliveries.",
  permission: "messages:read",
  reach: "scoped",
  query: z.strictObject({
    by: z.enum(["hour", "day"]).default("day"),
    from: InstantInput.optional().describe("A month before `to` when left out, or a day by hours."),
    to: InstantInput.optional().describe("Now when left out."),
    channel: z.string().min(1).max(100).optional(),
    account: value.describe("Only deliveries of this account."),
    template: value,
    rule: value,
    label: z
      .string()
      .max(300)
      .regex(/^[^=]+=/, "Write a label like team=finance.")
      .optional()
      .describe("Only deliveries with this label: `team=finance`."),
    group: z.enum(slices).default("account").describe("What `groups` are."),
  }),
  example: { query: { by: "day", from: "2026-02-15T16:00:00Z", to: "2026-02-17T16:00:00Z", group: "label" } },
  response: MessageStatisticsView,
  errors: [],

  async handle({ notify, query, scope }) {
    const { by, channel, group } = query;
    const until = query.to ?? new Date((await notify.now()).getTime() + 1);
    const from = query.from ?? new Date(until.getTime() - (by === "hour" ? 1 : 30) * DAY_MS);
    const days = (until.getTime() - from.getTime()) / DAY_MS;
    if (days <= 0) throw refused("query.to", "It does not lie after `from`.", "Ask for a later time.");
    if (days > mostDays[by]) {
      throw refused("query.from", `These are more than ${mostDays[by]} days.`, "Ask for a shorter time, or by days.");
    }
    const { account, template, rule, label } = query;
    const only = given({ account, template, rule, label });
    return notify.messageStatistics({ by, from, until, group, only, scope, ...given({ channel }) });
  },
});

function refused(path: string, message: string, remedy: string): AppError {
  return new AppError("REQUEST_INVALID", { problems: [{ path, message, remedy }] });
}
