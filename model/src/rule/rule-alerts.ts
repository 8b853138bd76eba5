import { z } from "zod";
import { Duration } from "../time/duration.ts";

const orNot = <T extends z.ZodType>(value: T) => z.union([z.literal(false), value]).optional();

/** When somebody is to be told that something is wrong with a rule. What is left out is as the installation says. */
export const RuleAlerts = z
  .union([
    z.literal(false),
    z.strictObject({
      failureRate: orNot(z.number().gt(0).max(1)).describe(
        "Which part of its executions may fail before that is an alert, from above 0 to 1; false: however many.",
      ),
      over: Duration.optional().describe("The time over which that is counted, at most `1d`."),
      silentAfter: orNot(Duration).describe(
        "How long it may not be started before that is an alert; false: for ever. Without it: what its schedule says, or three times its longest pause.",
      ),
      slowerThan: orNot(Duration).describe(
        "How long an execution may work before that is an alert; false: for ever. Without it: the time between two of its fire times.",
      ),
    }),
  ])
  .meta({
    id: "RuleAlerts",
    description:
      "When somebody is to be told that something is wrong with the rule; false: never. What is left out is as the settings of the installation say.",
    examples: [{ failureRate: 0.2, over: "1h", silentAfter: "26h", slowerThan: "10m" }],
  });
export type RuleAlerts = z.infer<typeof RuleAlerts>;
