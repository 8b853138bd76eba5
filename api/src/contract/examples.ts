/**
 * Examples of the OpenAPI document: a request for every operation and what it was really answered. The tests send each of
 * them and compare; `BELFRY_RECORD_EXAMPLES=true` lets that test write the answers anew.
 */
import recorded from "./recorded-answers.json" with { type: "json" };
import type { Route, RouteExample } from "./define-route.ts";

/** What stands in a path where the example of the route says nothing else, by the noun of the path and the parameter. */
const pathExamples: Readonly<Record<string, string>> = {
  "rules.rule": "nightly-report",
  "rules.version": "1",
  "executions.executionId": "1",
  "approvals.approvalId": "1",
  "users.user": "li.lei",
  "roles.role": "duty",
  "keys.key": "bfk_k7m2p9qa",
  "session.session": "2",
  "variables.name": "semester",
  "secrets.name": "SMTP_PASSWORD",
  "connections.name": "gate",
  "limits.kind": "label",
  "limits.name": "db=erp",
  "calendars.calendar": "campus",
  "templates.template": "order-paid",
  "templates.version": "1",
  "records.table": "customers",
  "grids.grid": "shop-data",
  "grids.cell": "1-1-1",
  "grids.backfillId": "1",
  "incentives.campaign": "BJ-2025-05",
  "incentives.contract": "c-1",
  "incentives.correctionId": "1",
  "incentives.month": "2025-05",
  "incentives.runId": "1",
  "incentives.revision": "2025-05",
  "accounts.channel": "email",
  "accounts.name": "main",
  "messages.messageId": "1",
  "receipts.channel": "aliyun-sms",
  "receipts.account": "main",
  "receipts.token": "kJ3vQ0bWl7xY2mN8pR5tS1uZ4aC6dE9f",
  "callbacks.callback": "shop",
  "policies.policy": "night",
  "suppressions.suppressionId": "1",
  "notices.noticeId": "1",
  "events.eventId": "1",
  "dead-letters.letterId": "1",
  "failures.group": "d8545b65ed7e6968",
  "failure-jobs.jobId": "1",
  "hooks.rule": "order-thank-you",
  "hooks.trigger": "shop",
  "sandbox.mailId": "1",
  "sandbox.index": "1",
  "sandbox.provider": "wecom",
  "nodes.node": "1",
  "artifacts.artifactId": "01JBK2N7Q4X9",
};

const answers: Readonly<Record<string, unknown>> = recorded;

/** The request in the example of a route, complete with what its path names. */
export function exampleRequest({ path, example }: Pick<Route, "path" | "example">): RouteExample {
  const noun = path.split("/")[2] ?? "";
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
  const standard = names.flatMap((name) => {
    const value = pathExamples[`${noun}.${name}`];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...example, params: { ...Object.fromEntries(standard), ...example?.params } };
}

/** What the example of an operation was answered; nothing for one without a recorded answer. */
export function exampleAnswer(operation: string): unknown {
  return answers[operation];
}

interface DescribedOperation {
  readonly parameters?: { name: string; in: string; example?: unknown }[];
  readonly requestBody?: { readonly content: Record<string, { example?: unknown }> };
  readonly responses: Record<string, { readonly content?: Record<string, { example?: unknown }> }>;
}

/** Adds the examples to an operation of the document. */
export function describeExamples(operation: DescribedOperation, route: Route): void {
  const { params = {}, query = {}, body } = exampleRequest(route);
  for (const parameter of operation.parameters ?? []) {
    const value = (parameter.in === "path" ? params : query)[parameter.name];
    if (value !== undefined && parameter.in !== "header") parameter.example = value;
  }
  const asked = operation.requestBody?.content[route.example?.mediaType ?? "application/json"];
  if (asked !== undefined && body !== undefined) asked.example = body;
  const answered = operation.responses[String(route.status ?? 200)]?.content?.["application/json"];
  const answer = exampleAnswer(route.operation);
  if (answered !== undefined && answer !== undefined) answered.example = answer;
}
