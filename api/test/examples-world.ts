import { builtinActions } from "@belfry/actions";
import { defineChannel, definePlugin, secret, type GuardedFetch } from "@belfry/plugin-kit";
import { builtinTriggers } from "@belfry/triggers";
import { z } from "zod";
import { fillApprovals } from "./examples/approvals.ts";
import { fillEvents } from "./examples/events.ts";
import { fillGrids } from "./examples/grids.ts";
import { fillIncentives } from "./examples/incentives.ts";
import { fillInstallation } from "./examples/installation.ts";
import { fillMessages } from "./examples/messages.ts";
import { fillRuns } from "./examples/runs.ts";
import { signIn } from "./examples/sign-in.ts";
import { createWriter } from "./examples/writer.ts";
import { startTestApi, type TestApi, type TestApiOptions } from "./start-test-api.ts";

export interface ExamplesWorld extends AsyncDisposable {
  readonly api: TestApi;
  /** Of the administrator's session, as a browser sends it from a page of ours. */
  readonly headers: Readonly<Record<string, string>>;
}

const email = defineChannel({
  id: "email",
  displayName: { zh: "邮件", en: "E-mail" },
  // Of the real one: an example that is copied works there too.
  account: z.strictObject({
    host: z.string(),
    user: z.string(),
    password: secret(),
    from: z.strictObject({ address: z.string() }),
  }),
  envelope: "message",
  maxBytes: () => 1_000,
  checkAddress: () => undefined,
  send: async (_ctx, _message, recipients) => recipients.map(() => ({ kind: "accepted" as const })),
  test: async (_ctx, { host }) => [{ step: "connect", ok: true, detail: host }],
});

/** A receiver of callbacks that sends every challenge back. */
const echo: GuardedFetch = async (url, request = {}) => {
  const answer = Buffer.from(typeof request.body === "string" ? request.body : "");
  return {
    status: 200,
    headers: {},
    setCookies: [],
    url,
    bytes: async () => answer,
    text: async () => answer.toString(),
    stream: async function* () {
      yield answer;
    },
  };
};

/** An API in which everything is that the examples of the documentation speak of; numbers are given in the order of the parts. */
export async function startExamplesWorld(options: Pick<TestApiOptions, "connections"> = {}): Promise<ExamplesWorld> {
  const channels = definePlugin({ name: "examples", version: "0", channels: [email] });
  const api = await startTestApi({ ...options, plugins: [builtinTriggers, builtinActions, channels], fetch: echo });
  const writer = createWriter(api);
  await fillRuns(writer);
  await fillInstallation(writer);
  await fillMessages(writer);
  await fillApprovals(writer);
  await fillEvents(writer);
  await fillGrids(writer);
  await fillIncentives(writer);
  return { api, headers: await signIn(api), [Symbol.asyncDispose]: () => api[Symbol.asyncDispose]() };
}
