import { exampleRequest } from "../src/contract/examples.ts";
import type { Route } from "../src/contract/define-route.ts";
import { isSchema } from "../src/contract/route-schema.ts";
import { routes } from "../src/routes/all-routes.ts";
import type { ExamplesWorld } from "./examples-world.ts";
import type { Answer } from "./start-test-api.ts";

/** What nobody can carry out with values that stand in a document, and why. */
const notRunnable: Readonly<Record<string, string>> = {
  "session.loginWithCode": "the code is good for half a minute",
  "session.confirmSecondFactor": "the code is good for half a minute",
  "session.disableSecondFactor": "the code is good for half a minute",
  "session.startSso": "it needs a provider",
  "session.finishSso": "it needs a provider",
  "hooks.receive": "its signature grows old",
  "accounts.openReceiptAddress": "it answers with a secret",
  "attachments.upload": "a file stands in no document",
  "catalog.ruleSchema": "it is docs/schemas/rule.schema.json, and refers to itself",
  "vault.rotate": "the key of this test stays",
};

export const withJson = routes.filter((route) => route.body !== undefined || isSchema(route.response));
export const runnable = withJson.filter(({ operation }) => notRunnable[operation] === undefined);

/** Those whose change the other examples do not survive. */
const last = [
  "rules.archive",
  "rules.unarchive",
  "rules.remove",
  "sandbox.clear",
  "sandbox.clearReceived",
  "person.erase",
  "session.changePassword",
  "grids.remove",
];

/** The examples that change something, in an order in which all of them succeed. */
export const inOrder = runnable
  .filter(({ method }) => method !== "GET")
  .toSorted((a, b) => last.indexOf(a.operation) - last.indexOf(b.operation));

/** Whether the others get on after it. */
export function leavesTheRest({ operation }: Route): boolean {
  return !last.includes(operation);
}

/** Sends the example of a route, as an administrator does it in the browser. */
export async function carryOut({ api, headers }: ExamplesWorld, route: Route): Promise<Answer> {
  const { params = {}, query = {}, body, mediaType } = exampleRequest(route);
  const path = route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? "missing"));
  const search = new URLSearchParams(query).toString();
  const credentials = route.permission === "anyone" ? {} : headers;
  return api.fetch(route.method, search === "" ? path : `${path}?${search}`, {
    ...(body !== undefined && { body }),
    headers: { ...credentials, ...(mediaType !== undefined && { "content-type": mediaType }) },
  });
}
