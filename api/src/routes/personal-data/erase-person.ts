import { defineRoute } from "../../contract/define-route.ts";
import { Erasure, PersonErasure } from "../../schemas/personal-data.ts";

export const erasePerson = defineRoute({
  method: "POST",
  path: "/v1/personal-data/erase",
  operation: "person.erase",
  summary: "Erases a person from everything that work left behind",
  description:
    "Replaces the texts by `[erased]` in messages, deliveries, executions, logs and approvals; removes caught mails that name them, and all files of executions in which they stand; empties details of the trail, whose chain still verifies. When it is interrupted, send it again. Variables, rules, accounts and names of users are configuration: they are listed and stay. Answers that are kept for an `Idempotency-Key` are encrypted and go after a day.",
  permission: "personal-data:manage",
  alsoNeeds: ["personal-data:read"],
  body: PersonErasure,
  example: { body: { identifiers: ["li.lei@campus.example"], confirm: "erase" } },
  response: Erasure,
  errors: [],

  async handle({ personalData, hub, body, actor }) {
    const erasure = await personalData.erase(body.identifiers, actor);
    hub.changed("executions");
    return erasure;
  },
});
