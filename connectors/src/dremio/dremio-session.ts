import { ActionFailure, type ActionContext, type GuardedResponse, type SecretRef } from "@belfry/plugin-kit";

/** Who asks: a personal access token, or a person whose password opens a session. */
export type DremioLogin =
  | { readonly token: string | SecretRef }
  | { readonly username: string | SecretRef; readonly password: string | SecretRef };

export interface DremioCall {
  readonly method: "GET" | "POST" | "DELETE";
  /** Behind the address of the server: `/api/v3/sql`. */
  readonly path: string;
  readonly json?: unknown;
  /** For people: `the job`. */
  readonly what: string;
}

export type Dremio = Awaited<ReturnType<typeof openDremio>>;

/** Sends requests to a Dremio as somebody. The session lives for this attempt. @param url without a slash at the end */
export async function openDremio(
  ctx: Pick<ActionContext, "fetch" | "secret" | "signal">,
  login: DremioLogin,
  { url, timeoutMs }: { readonly url: string; readonly timeoutMs: number },
) {
  const send = ({ method, path, json }: DremioCall, more: object): Promise<GuardedResponse> =>
    ctx.fetch(url + path, {
      method,
      headers: {
        ...more,
        accept: "application/json",
        ...(json !== undefined && { "content-type": "application/json" }),
      },
      ...(json !== undefined && { body: JSON.stringify(json) }),
      signal: ctx.signal,
      timeoutMs,
      maxResponseBytes: 10_000_000,
    });

  const authorization = await (async (): Promise<string> => {
    if ("token" in login) return `Bearer ${await ctx.secret(login.token)}`;
    const json = { userName: await ctx.secret(login.username), password: await ctx.secret(login.password) };
    const answer = await send({ method: "POST", path: "/apiv2/login", json, what: "the login" }, {});
    if (answer.status !== 200) throw await dremioFailure(answer, "the login");
    const { token } = (await jsonOf(answer, url)) as { readonly token?: unknown };
    if (typeof token !== "string") throw noDremio(url);
    return `_dremio${token}`;
  })();

  return {
    /** The answer as JSON; nothing where there is none. @throws ActionFailure for every answer that is no success */
    async call(call: DremioCall): Promise<unknown> {
      const answer = await send(call, { authorization });
      if (answer.status < 200 || answer.status > 299) throw await dremioFailure(answer, call.what);
      if (answer.status === 204 || call.method === "DELETE") {
        await answer.bytes();
        return undefined;
      }
      return jsonOf(answer, url);
    },
  };
}

async function jsonOf(answer: GuardedResponse, url: string): Promise<unknown> {
  const text = await answer.text();
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw noDremio(url);
  }
}

async function dremioFailure(answer: GuardedResponse, what: string): Promise<ActionFailure> {
  const said = saidIn((await answer.text().catch(() => "")).slice(0, 2_000));
  const { status } = answer;
  const { host } = new URL(answer.url);
  const failure = (message: string, failureClass: "config" | "external", code: string) =>
    new ActionFailure(said === "" ? message : `${message} The server says: ${said}`, {
      class: failureClass,
      code,
      details: { status },
    });
  if (status === 401 || status === 403)
    return failure(`${host} refuses ${what}: this account may not.`, "config", "DREMIO_ACCESS_DENIED");
  if (status === 404) return failure(`${host} does not know ${what}.`, "config", "DREMIO_NOT_FOUND");
  if (status >= 500 || status === 429)
    return failure(`${host} answered with status ${status}.`, "external", "DREMIO_STATUS");
  return failure(`${host} refuses ${what} with status ${status}.`, "config", "DREMIO_REFUSED");
}

function saidIn(body: string): string {
  try {
    const { errorMessage, moreInfo } = JSON.parse(body) as Readonly<Record<string, unknown>>;
    return [errorMessage, moreInfo].filter((text) => typeof text === "string" && text !== "").join(" ");
  } catch {
    // An error page of a proxy says nothing that helps.
    return "";
  }
}

function noDremio(url: string): ActionFailure {
  return new ActionFailure(`What answers at ${new URL(url).host} is no Dremio.`, {
    class: "external",
    code: "DREMIO_ANSWER",
    retryable: false,
  });
}
