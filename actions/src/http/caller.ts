import { ActionFailure, type ActionContext } from "@belfry/plugin-kit";
import { Cookie, CookieJar } from "tough-cookie";
import type { Answer, Call } from "./call.ts";
import { failureMessage } from "./failure-message.ts";
import { logIn } from "./login.ts";
import { responseNames } from "./read-answer.ts";
import type { MessagesInput } from "./request-fields.ts";
import { sendCall, skipBody, type SendOptions } from "./send-call.ts";
import { seenAsExpired } from "./session-expiry.ts";
import type { SessionInput } from "./session-fields.ts";
import { sessionOf, type LoggedIn } from "./sessions.ts";

/** Sends the requests of one action run, in a session where the rule asks for one. */
export interface Caller {
  /** @param names More names for the message of an expired session, for example the page. */
  send(call: Call, names: Readonly<Record<string, unknown>>): Promise<Answer>;
  /** How many requests were sent so far, repeated ones included; redirects and logins are not counted. */
  readonly requests: number;
}

export interface CallerOptions {
  readonly session: SessionInput | undefined;
  readonly cookies: readonly (readonly [name: string, value: string])[];
  readonly redirects: number;
  /** In milliseconds, for one request. */
  readonly timeout: number;
  readonly maxBytes: number;
  readonly messages: MessagesInput | undefined;
}

type SendWith = (call: Call, state: LoggedIn) => Promise<Answer>;

interface InSession extends CallerOptions {
  readonly session: SessionInput;
  readonly names: Readonly<Record<string, unknown>>;
  readonly send: SendWith;
}

export function createCaller(ctx: ActionContext, options: CallerOptions): Caller {
  const { session } = options;
  const own: LoggedIn = { jar: new CookieJar(), headers: {} };
  let requests = 0;
  const send: SendWith = (call, state) => {
    requests += 1;
    return sendWith(ctx, call, { ...options, state });
  };
  return {
    send: (call, names) =>
      session === undefined ? send(call, own) : sendInSession(ctx, call, { ...options, session, names, send }),
    get requests() {
      return requests;
    },
  };
}

/** Sends a request logged in. A session that has expired is renewed once, and the request repeated. */
async function sendInSession(ctx: ActionContext, call: Call, options: InSession): Promise<Answer> {
  const { login, key } = options.session;
  const session = sessionOf(ctx.execution.id, key);
  for (let renewals = 0; ; renewals += 1) {
    if (login !== undefined && session.logins === 0) await session.ensureLogin(() => logIn(ctx, login));
    const { logins, state } = session;
    const answer = await options.send(call, state);
    const seen = await seenAsExpired(answer, options.session);
    if (!seen.isExpired) return seen.answer;
    await skipBody(seen.answer.response);
    if (login === undefined || renewals === 1) throw expired(ctx, seen.answer, options);
    ctx.log.info("The session has expired; logging in again.", { session: key });
    await session.ensureLogin(() => logIn(ctx, login), logins);
  }
}

async function sendWith(ctx: ActionContext, call: Call, options: CallerOptions & { state: LoggedIn }): Promise<Answer> {
  const { jar, headers } = options.state;
  for (const [name, value] of options.cookies) {
    await jar.setCookie(new Cookie({ key: name, value, path: "/" }), call.url.href, { ignoreError: true });
  }
  const loginPage = options.session?.expired?.redirectTo;
  const sendOptions: SendOptions = {
    jar,
    maxRedirects: options.redirects,
    timeoutMs: options.timeout,
    maxBytes: options.maxBytes,
    ...(loginPage !== undefined && { stopsAt: (url: URL) => url.href.includes(loginPage) }),
  };
  return sendCall(ctx, { ...call, headers: { ...headers, ...call.headers } }, sendOptions);
}

function expired(ctx: ActionContext, { response }: Answer, options: InSession): ActionFailure {
  const names = { ...options.names, response: responseNames(response) };
  const otherwise = `The session at ${new URL(response.url).host} has expired, and logging in again did not help.`;
  return new ActionFailure(failureMessage(ctx, options.messages?.expired, { names, otherwise }), {
    class: "external",
    code: "SESSION_EXPIRED",
    details: { session: options.session.key, status: response.status },
  });
}
