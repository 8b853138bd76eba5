import { ActionFailure, type ActionContext, type GuardedResponse, type SecretRef } from "@belfry/plugin-kit";
import { KeptSessions } from "./kept-sessions.ts";
import { metabaseFailure } from "./metabase-failure.ts";

const sessions = new KeptSessions();

/** Who asks: an API key, or a person whose password opens a session. */
export type MetabaseLogin =
  | { readonly apiKey: string | SecretRef }
  | { readonly username: string | SecretRef; readonly password: string | SecretRef };

export interface MetabaseCall {
  readonly method: "GET" | "POST";
  /** Behind the address of the server: `/api/card/7`. */
  readonly path: string;
  readonly json?: unknown;
  /** For people: `card 7`. */
  readonly what: string;
}

export interface MetabaseOptions {
  /** Without a slash at the end. */
  readonly url: string;
  readonly timeoutMs: number;
  readonly maxBytes: number;
}

type Headers = Readonly<Record<string, string>>;

/**
 * Sends requests as somebody. The session is kept for whoever asks next; when the server has forgotten it, one new one is
 * opened and the request sent again.
 */
export async function openMetabase(
  ctx: Pick<ActionContext, "fetch" | "secret" | "signal">,
  login: MetabaseLogin,
  options: MetabaseOptions,
) {
  const send = (call: MetabaseCall, headers: Headers): Promise<GuardedResponse> =>
    ctx.fetch(`${options.url}${call.path}`, {
      method: call.method,
      headers: {
        ...headers,
        accept: "application/json",
        ...(call.json !== undefined && { "content-type": "application/json" }),
      },
      ...(call.json !== undefined && { body: JSON.stringify(call.json) }),
      signal: ctx.signal,
      // Questions are asked by POST here, and a login is none of the data.
      onlyReads: true,
      timeoutMs: options.timeoutMs,
      maxResponseBytes: options.maxBytes,
    });

  const signIn = async (person: { readonly username: string; readonly password: string }): Promise<string> => {
    const answer = await send({ method: "POST", path: "/api/session", json: person, what: "session" }, {});
    if (answer.status === 400 || answer.status === 401) throw await notLetIn(answer);
    if (answer.status !== 200) throw await metabaseFailure(answer, "session");
    const { id } = JSON.parse(await answer.text()) as { id?: unknown };
    if (typeof id !== "string") throw noMetabase(options.url);
    return id;
  };

  /** @param refused the session that was refused: another one is needed */
  const credentials = async (refused?: Headers): Promise<Headers> => {
    if ("apiKey" in login) return { "x-api-key": await ctx.secret(login.apiKey) };
    const person = { username: await ctx.secret(login.username), password: await ctx.secret(login.password) };
    const whose = [options.url, person.username, person.password];
    const id = await sessions.session(whose, refused?.["x-metabase-session"], () => signIn(person));
    return { "x-metabase-session": id };
  };

  let headers = await credentials();
  return {
    /** The answer as JSON. @throws ActionFailure for every status but 200 and 202 */
    async call(call: MetabaseCall): Promise<unknown> {
      let answer = await send(call, headers);
      if (answer.status === 401 && !("apiKey" in login)) {
        await answer.bytes();
        headers = await credentials(headers);
        answer = await send(call, headers);
      }
      if (answer.status !== 200 && answer.status !== 202) throw await metabaseFailure(answer, call.what);
      const text = await answer.text();
      try {
        return JSON.parse(text) as unknown;
      } catch {
        throw noMetabase(options.url);
      }
    },
  };
}

async function notLetIn(answer: GuardedResponse): Promise<ActionFailure> {
  const said = await answer.text().catch(() => "");
  const isThrottled = /too many attempts/i.test(said);
  const message = isThrottled
    ? "Metabase takes no sign-in for a while: there were too many wrong ones."
    : "Metabase refuses the user name or the password.";
  return new ActionFailure(message, { class: isThrottled ? "external" : "config", code: "METABASE_LOGIN_REFUSED" });
}

function noMetabase(url: string): ActionFailure {
  return new ActionFailure(`What answers at ${new URL(url).host} is no Metabase.`, {
    class: "external",
    code: "METABASE_ANSWER",
    retryable: false,
  });
}
