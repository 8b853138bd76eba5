import { z } from "zod";
import { Duration, durationMs } from "../time/duration.ts";
import { DEFAULT_TIME_ZONE, TimeZone } from "../time/time-zone.ts";

/** Which messages a policy is about. What is left out restricts nothing. */
const about = {
  channels: z.array(z.string().min(1).max(100)).min(1).max(50).optional().describe("Only messages of these channels."),
  labels: z
    .record(z.string().min(1).max(63), z.string().max(200))
    .optional()
    .describe("Only messages that carry all of these labels."),
  recipients: z
    .array(z.string().min(1).max(500))
    .min(1)
    .max(1_000)
    .optional()
    .describe("Only these addresses; `*` stands for anything: `*@example.jp`, `+81*`."),
};

const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Write a time of day like 22:00");

export const QuietHours = z
  .strictObject({
    kind: z.literal("quiet-hours"),
    ...about,
    from: TimeOfDay.describe("When it becomes quiet: `22:00`."),
    until: TimeOfDay.describe("When messages go out again: `07:00`. Before `from`, it is the next day."),
    timeZone: TimeZone.default(DEFAULT_TIME_ZONE).describe(
      "Whose time that is. A message that names the zone of its recipients is judged by theirs.",
    ),
  })
  .refine(({ from, until }) => from !== until, { error: "It would be quiet never, or always.", path: ["until"] });
export type QuietHours = z.output<typeof QuietHours>;

export const FrequencyCap = z.strictObject({
  kind: z.literal("frequency-cap"),
  ...about,
  most: z.int().min(1).max(100_000).describe("How many messages of a channel a recipient gets."),
  per: Duration.refine((value) => durationMs(value) >= 1_000 && durationMs(value) <= 31 * 86_400_000, {
    error: "A window is a second to 31 days long.",
  }).describe("In how long: `24h`."),
  surplus: z
    .enum(["delay", "suppress"])
    .default("delay")
    .describe("Whether what is too much waits until there is room, or is not sent at all."),
  urgent: z
    .enum(["passes", "counts"])
    .default("passes")
    .describe("Whether urgent messages go out in any case. They are counted either way."),
});
export type FrequencyCap = z.output<typeof FrequencyCap>;

export const ContentRule = z.strictObject({
  kind: z.literal("content"),
  channels: about.channels,
  labels: about.labels,
  blockedWords: z
    .array(z.string().trim().min(1).max(200))
    .max(5_000)
    .optional()
    .describe("What may stand nowhere in subject and content, in small or large letters."),
  linkHosts: z
    .array(z.string().regex(/^(\*\.)?[^\s/:@*]{1,253}$/, "Write a host: example.cn, or *.example.cn"))
    .max(1_000)
    .optional()
    .describe("The hosts that links may lead to; `*.example.cn` are all below it. Left out: any. Empty: none."),
  mostBytes: z.int().min(1).optional().describe("How long the content may be, without attachments."),
  mostRecipients: z.int().min(1).max(500).optional().describe("How many recipients one message may have."),
});
export type ContentRule = z.output<typeof ContentRule>;

const Overflow = z.strictObject({
  kind: z.literal("overflow"),
  ...about,
  after: Duration.refine((value) => durationMs(value) >= 60_000 && durationMs(value) <= 7 * 86_400_000, {
    error: "Write a minute to 7 days.",
  })
    .default("5m")
    .describe("How long a message may wait for a robot that has sent as much as it may: `5m`."),
  surplus: z
    .enum(["gather", "delay"])
    .default("gather")
    .describe(
      "Whether what would wait longer is gathered into one message that lists it, or waits for its turn. Urgent messages and those with files always wait.",
    ),
});

/** What an installation decides about messages. */
export const MessagePolicy = z.discriminatedUnion("kind", [QuietHours, FrequencyCap, ContentRule, Overflow]);
export type MessagePolicy = z.output<typeof MessagePolicy>;
