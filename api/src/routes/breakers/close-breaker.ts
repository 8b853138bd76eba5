import { defineRoute } from "../../contract/define-route.ts";
import { BreakerClosing, BreakerView } from "../../schemas/breaker.ts";

export const closeBreaker = defineRoute({
  method: "POST",
  path: "/v1/breakers/close",
  operation: "breakers.close",
  summary: "Lets what is parked for a connection call it again",
  description:
    "One is let in first; when its call goes well two, then four, until nothing is parked. When nothing is parked, the connection is called as always at once.",
  permission: "breakers:write",
  body: BreakerClosing,
  example: { body: { connection: "erp.example.org:443" } },
  response: BreakerView,
  errors: ["BREAKER_NOT_OPEN"],

  async handle({ engine, hub, body, actor }) {
    const { connection, atOnce } = body;
    const view = await engine.closeBreaker(connection, { by: actor, atOnce });
    hub.changed("executions");
    return view;
  },
});
