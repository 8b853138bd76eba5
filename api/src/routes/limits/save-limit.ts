import { AppError, durationMs, type Problem } from "@belfry/model";
import { defineRoute, noContent } from "../../contract/define-route.ts";
import { LimitBody, LimitParams } from "../../schemas/limit.ts";

export const saveLimit = defineRoute({
  method: "PUT",
  path: "/v1/limits/{kind}/{name}",
  operation: "limits.save",
  summary: "Limits how many executions of a label work at once, or how often a connection is called",
  permission: "settings:write",
  params: LimitParams,
  body: LimitBody,
  example: { body: { concurrency: 4, note: "The ERP has ten licences." } },
  response: noContent,
  errors: ["INPUT_INVALID"],

  async handle({ engine, params, body, actor }) {
    const { kind, name } = params;
    const { concurrency, rate, note } = body;
    if (kind === "label") {
      if (concurrency === undefined || rate !== undefined)
        throw wrong("concurrency", "A label is limited by `concurrency`.");
      await engine.setLimit({ kind, name, concurrency, note }, { by: actor });
    } else {
      if (rate === undefined || concurrency !== undefined) throw wrong("rate", "A connection is limited by `rate`.");
      await engine.setLimit(
        { kind, name: name.toLowerCase(), rateLimit: rate.limit, perMs: durationMs(rate.per), note },
        { by: actor },
      );
    }
  },
});

function wrong(path: string, message: string): AppError {
  const problem: Problem = { path, message, remedy: "Give that one and leave out the other." };
  return new AppError("INPUT_INVALID", { problems: [problem] });
}
