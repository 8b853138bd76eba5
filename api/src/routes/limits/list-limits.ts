import { defineRoute } from "../../contract/define-route.ts";
import { LimitView, rateView } from "../../schemas/limit.ts";
import { listOf } from "../../schemas/page.ts";

export const listLimits = defineRoute({
  method: "GET",
  path: "/v1/limits",
  operation: "limits.list",
  summary: "Lists the limits of labels and connections, and how full those of labels are",
  permission: "settings:read",
  bounded: "Somebody sets each of them by hand.",
  response: listOf(LimitView),
  errors: [],

  async handle({ engine }) {
    const limits = await engine.listLimits();
    return { items: limits.map(({ rateLimit, perMs, ...limit }) => ({ ...limit, rate: rateView(rateLimit, perMs) })) };
  },
});
