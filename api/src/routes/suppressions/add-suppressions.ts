import { defineRoute } from "../../contract/define-route.ts";
import { SuppressionBody, SuppressionsAdded } from "../../schemas/suppression.ts";

export const addSuppressions = defineRoute({
  method: "POST",
  path: "/v1/suppressions",
  operation: "suppressions.add",
  summary: "Puts addresses on the suppression list; nothing is sent to them any more",
  description: "An address that is on it stays as it is. What waits for them is not sent either.",
  permission: "suppressions:write",
  body: SuppressionBody,
  example: { body: { channel: "email", addresses: ["former@campus.example"], note: "Has left the school." } },
  response: SuppressionsAdded,
  errors: [],

  async handle({ notify, body: { channel, addresses, list, note }, actor }) {
    const entries = addresses.map((address) => ({ channel, address, list, note, reason: "manual" as const }));
    return { added: await notify.suppress(entries, { by: actor }) };
  },
});
