import { defineRoute } from "../../contract/define-route.ts";
import { FoundPerson, PersonQuery } from "../../schemas/personal-data.ts";

export const exportPerson = defineRoute({
  method: "POST",
  path: "/v1/personal-data/export",
  operation: "person.export",
  summary: "Gives everything that is kept about a person",
  description:
    "Searches messages, deliveries, executions, logs, approvals, users, the trail, caught mails and the configuration. The content of files is not searched. At most 10000 rows of each table.",
  permission: "personal-data:manage",
  alsoNeeds: ["personal-data:read"],
  body: PersonQuery,
  example: { body: { identifiers: ["li.lei@campus.example"] } },
  response: FoundPerson,
  errors: [],

  async handle({ personalData, body, actor }) {
    return { found: await personalData.export(body.identifiers, actor) };
  },
});
