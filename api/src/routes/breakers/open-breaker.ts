import { defineRoute } from "../../contract/define-route.ts";
import { BreakerOpening, BreakerView } from "../../schemas/breaker.ts";

export const openBreaker = defineRoute({
  method: "POST",
  path: "/v1/breakers/open",
  operation: "breakers.open",
  summary: "Parks everything for a connection, until a time or until somebody closes it",
  description:
    "What calls it at this moment goes on; whatever comes next is parked and costs no attempt. Time limits of rules go on. Called again, it sets reason and time anew.",
  permission: "breakers:write",
  body: BreakerOpening,
  example: { body: { connection: "erp.example.org:443", reason: "The ERP is being updated." } },
  response: BreakerView,
  errors: [],

  async handle({ engine, hub, body, actor }) {
    const { connection, reason, until } = body;
    const view = await engine.openBreaker(connection, { by: actor, reason, ...(until !== undefined && { until }) });
    hub.changed("executions");
    return view;
  },
});
