import { FailureClass } from "@belfry/model";
import { z } from "zod";
import { Id, InstantInput, Instant, Json, JsonObject, LocalizedText } from "./common.ts";
import { personal } from "./personal.ts";

const GivenEvent = z
  .strictObject({
    type: z.string().min(1).max(200),
    source: z.string().min(1).max(1_000).optional(),
    id: z.string().min(1).max(200).optional(),
    subject: z.string().max(1_000).optional(),
    time: InstantInput.optional(),
    data: Json.optional(),
    attributes: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  })
  .describe("An event as it would come.");

export const DryRunRequest = z
  .strictObject({
    definition: JsonObject.optional().describe(
      "A definition that is not saved, in the place of the saved one. It takes the permission rules:write as well.",
    ),
    trigger: z
      .strictObject({
        at: InstantInput.optional().describe("As if the rule's schedule fired at this time; the rule sees it as now."),
        eventId: Id.optional().describe("As if this event, which was accepted before, came again."),
        event: GivenEvent.optional(),
        trigger: z.string().max(200).optional().describe("Which trigger of the rule; the first that fits otherwise."),
        inputs: JsonObject.optional().describe("The inputs, as when it is started by hand."),
      })
      .refine(
        ({ at, eventId, event }) => [at, eventId, event].filter((one) => one !== undefined).length <= 1,
        "Give one of at, eventId and event.",
      )
      .optional()
      .describe("What is to have started the rule. Left out: somebody, by hand, now."),
    maxItems: z.int().min(1).max(100).default(5).describe("How many items of a list are tried, of each list."),
  })
  .prefault({});

const Failure = z.object({
  class: z.enum(FailureClass),
  code: z.string(),
  message: personal("text", z.string()),
  action: z.string().optional(),
  details: personal("json", JsonObject).optional(),
  retryable: z.boolean().optional(),
});

const addresses = personal("address", z.array(z.string()));
const fields = personal("json", JsonObject).nullable();

const Effect = z
  .union([
    z.object({
      kind: z.literal("message"),
      channel: z.string(),
      account: z.string().nullable().describe("The account that it names; null: the first that can."),
      to: addresses,
      cc: addresses,
      bcc: addresses,
      subject: personal("text", z.string()),
      text: personal("content", z.string()).optional(),
      html: personal("content", z.string()).optional().describe("Untrusted: show it in a sandboxed frame only."),
      markdown: personal("content", z.string()).optional().describe("For a chat, which shows what it can of it."),
      mentions: personal("json", JsonObject).optional().describe("Who would be pointed at, in a chat."),
      payload: personal("json", JsonObject).optional().describe("What only this channel understands."),
      attachments: z.array(
        z.object({
          file: z.string(),
          name: personal("text", z.string()),
          mediaType: z.string(),
          bytes: z.int(),
          contentId: z.string().optional(),
        }),
      ),
      held: z
        .object({ recipients: z.int(), limit: z.int() })
        .optional()
        .describe("Set when a second person would have had to release it first: it has more recipients than this."),
    }),
    z.object({
      kind: z.literal("notice"),
      level: z.enum(["info", "warning", "error"]),
      title: personal("text", z.string()),
      body: personal("text", z.string()).optional(),
      link: personal("text", z.string()).optional(),
      users: personal("name", z.array(z.string())),
      roles: z.array(z.string()),
    }),
    z.object({
      kind: z.literal("request"),
      method: z.string(),
      url: personal("text", z.string()),
      headers: personal("json", JsonObject),
      body: personal("content", z.string()).nullable(),
      bytes: z.int().nullable(),
    }),
    z.object({
      kind: z.literal("sql"),
      database: z.string(),
      statements: z.array(
        z.object({
          sql: personal("text", z.string()),
          params: personal("content", z.unknown()),
          affected: z.int().nullable().describe("How many rows it changed before that was taken back."),
          notRun: z.string().optional().describe("Why it was not even tried."),
          returned: z
            .object({
              columns: z.array(z.string()),
              rows: z.int().describe("How many there are in all."),
              first: z.array(personal("json", JsonObject)),
            })
            .optional()
            .describe("The first rows that it gave back (`returning`), from before it was taken back."),
        }),
      ),
    }),
    z.object({
      kind: z.literal("records"),
      table: z.string(),
      changes: z.array(z.object({ key: personal("text", z.string()), before: fields, after: fields })),
    }),
    z.object({
      kind: z.literal("publication"),
      broker: z.string(),
      to: personal("text", z.string()),
      contentType: z.string(),
      headers: personal("json", JsonObject),
      body: personal("content", z.string()),
    }),
    z.object({
      kind: z.literal("object"),
      server: z.string(),
      bucket: z.string(),
      key: personal("text", z.string()),
      mediaType: z.string(),
      bytes: z.int(),
      metadata: personal("json", JsonObject),
      body: personal("content", z.string()).nullable(),
    }),
    z.object({
      kind: z.literal("script"),
      interpreter: z.string(),
      source: personal("text", z.string()),
      args: personal("text", z.array(z.string())),
      env: z.array(z.string()).describe("The names of its variables."),
      stdin: personal("content", z.string()),
      files: personal("text", z.array(z.string())),
    }),
    z.object({ kind: z.literal("other"), title: LocalizedText, detail: personal("json", Json) }),
  ])
  .meta({ id: "DryRunEffect" });

const Wait = z.union([
  z.object({ kind: z.literal("for"), durationMs: z.number(), until: Instant }),
  z.object({ kind: z.literal("until"), until: Instant }),
  z.object({
    kind: z.literal("event"),
    type: z.string(),
    key: personal("text", z.string()),
    timeoutMs: z.number().nullable(),
  }),
]);

const Items = z.object({ total: z.int(), tried: z.int() }).nullable();

const Step = z
  .object({
    step: z.string(),
    use: z.string().describe("The action, or the kind of the step."),
    iteration: z.string().describe("Its place in loops: `3/1`."),
    state: z
      .enum(["ran", "captured", "left-out", "not-run", "unclear", "failed"])
      .describe(
        "`ran`: as always, because it only reads. `captured`: what it would have done is shown and was not done. `left-out`: nothing is known of what it would have done. `not-run`: its condition does not hold. `unclear`: it depends on what was not done. `failed`: it would fail.",
      ),
    input: personal("json", Json).optional().describe("What it would have been given. Secrets are named or masked."),
    output: personal("json", Json),
    known: z
      .enum(["real", "stand-in", "unknown"])
      .describe("Whether the output is what it found out, what it would be if all went well, or nothing."),
    failure: Failure.nullable(),
    condition: z
      .object({
        expression: z.string(),
        value: personal("json", Json),
        parts: z.array(
          z.object({
            source: z.string(),
            depth: z.int(),
            value: personal("json", Json).optional(),
            problem: z.object({ message: personal("text", z.string()) }).optional(),
          }),
        ),
      })
      .nullable(),
    dependsOn: z.array(z.string()).describe("What it reads whose value is a stand-in or not known: `actions.order`."),
    effects: z.array(Effect).describe("What it would have done, and did not."),
    files: z
      .array(
        z.object({
          id: z.string(),
          name: personal("text", z.string()),
          mediaType: z.string(),
          bytes: z.int(),
          content: personal("content", z.string()).nullable().describe("In base64; null when it is too large."),
        }),
      )
      .describe("Files that it would have kept. They are in this answer and nowhere else."),
    rows: z
      .array(
        z.object({
          columns: z.array(z.string()),
          rows: z.int(),
          first: z.array(personal("json", Json)),
        }),
      )
      .describe("The first rows of the datasets in its output."),
    logs: z.array(z.object({ level: z.enum(["info", "warn", "error"]), message: personal("text", z.string()) })),
    waits: Wait.nullable().describe("What it would have waited for."),
    asks: z.boolean().describe("Whether a second person would have been asked before it runs."),
    releasers: z
      .object({ names: personal("name", z.array(z.string())), total: z.int() })
      .nullable()
      .describe(
        "Who could release it: the first names, and how many they are. Whoever wrote or starts the rule is not among them. Null when nobody is asked.",
      ),
    closedOff: z
      .array(
        z.object({
          connection: z.string().describe("`host:port`"),
          state: z.enum(["open", "half-open"]),
          until: Instant.nullable().describe("When the first is let in again; null when nobody knows."),
        }),
      )
      .describe("Connections that it calls and that are in trouble now: an execution would wait for them first."),
    items: Items.describe("Of a loop: how long its list is, and how many items were tried."),
    called: z.int().nullable().describe("The run of the rule that it calls, by its number in this answer."),
    tookMs: z.number(),
  })
  .meta({ id: "DryRunStep" });

const Run = z
  .object({
    run: z.int(),
    rule: z.string(),
    startedBy: z
      .object({ run: z.int(), step: z.string().nullable(), item: personal("json", Json).optional() })
      .nullable(),
    state: z
      .enum(["success", "failed", "cancelled", "stopped"])
      .describe("`stopped`: its time was over before its end."),
    output: personal("json", Json),
    failure: Failure.nullable(),
    items: Items,
    steps: z.array(Step),
    notReached: z.array(z.string()),
  })
  .meta({ id: "DryRunRun" });

export const DryRun = z
  .object({
    rule: z.string(),
    version: z.int().nullable().describe("The version that was tried; null for a definition that is not saved."),
    at: Instant.describe("What the rule saw as now."),
    trigger: personal("json", JsonObject),
    fate: z
      .enum(["fired", "condition-false", "condition-error"])
      .describe("Whether an execution would have been started at all."),
    detail: personal("json", JsonObject).nullable().describe("The condition and the values that decided it."),
    runs: z
      .array(Run)
      .describe("The execution, and behind it those for the items of a list and those of called rules."),
    cut: z.boolean().describe("Whether long texts and lists were cut, or steps left out."),
    tookMs: z.number(),
  })
  .meta({ id: "DryRun" });
