import { defineRoute } from "../../contract/define-route.ts";
import { Alert, AlertQuery } from "../../schemas/alert.ts";
import { pageOf, readPage } from "../../schemas/page.ts";
import { given } from "../given.ts";

export const listAlerts = defineRoute({
  method: "GET",
  path: "/v1/alerts",
  operation: "alerts.list",
  summary: "Lists what was wrong and what still is, newest first",
  description:
    "Each is told once when it begins and once when it is over, as an event that rules can wait for. Whoever is restricted sees those about their rules.",
  permission: "rules:read",
  reach: "scoped",
  query: AlertQuery,
  example: { query: { open: "true", limit: "20" } },
  response: pageOf(Alert),
  errors: [],

  async handle({ engine, query, scope }) {
    const { open, kind, rule } = query;
    return readPage(query, (page) => engine.listAlerts({ ...page, scope, ...given({ open, kind, rule }) }));
  },
});
