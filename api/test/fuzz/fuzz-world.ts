import { startTestApi, type TestApi } from "../start-test-api.ts";
import type { KnownParams } from "./hostile-request.ts";

export interface FuzzWorld extends AsyncDisposable {
  readonly api: TestApi;
  readonly known: KnownParams;
}

/** An API with something of everything in it, so that requests get further than to "not found". */
export async function startFuzzWorld(): Promise<FuzzWorld> {
  const api = await startTestApi();
  const rule = await api.test.rule({ rule: "echo", actions: [{ use: "test.echo" }] });
  const triggered = await api.call("POST", `/v1/rules/${rule}/trigger`, {});
  await api.call("PUT", "/v1/secrets/LOFT_PASSWORD", { value: "coo" });
  await api.call("PATCH", "/v1/variables", { values: { building: 3 } });
  await api.call("PUT", "/v1/accounts/pigeon/main", {
    config: { loft: "north", password: "${{ secrets.LOFT_PASSWORD }}" },
  });
  await api.fetch("POST", "/v1/events", {
    headers: { authorization: `Bearer ${api.token}`, "content-type": "application/cloudevents-batch+json" },
    body: [{ specversion: "1.0", id: "1", source: "/a", type: "a" }, {}],
  });
  const known = {
    rule,
    eventId: "1",
    letterId: "1",
    executionId: String(triggered.body.executionId),
    channel: "pigeon",
    name: "main",
    messageId: "1",
    mailId: "1",
    index: "0",
  };
  return { api, known, [Symbol.asyncDispose]: () => api[Symbol.asyncDispose]() };
}
