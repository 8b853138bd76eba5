import type { ActionContext } from "@belfry/plugin-kit";
import { CookieJar } from "tough-cookie";
import {
  isConfirmed,
  isRefused,
  isStep,
  loggedIn,
  loginPageAtMost,
  loginRedirectsAtMost,
  readLoginPage,
  type LoginStep,
} from "./login-step.ts";
import { callOf, resolveCall } from "./resolve-call.ts";
import { sendCall } from "./send-call.ts";
import type { CallLoginInput } from "./session-fields.ts";

/** One attempt to log in by a single request. Without another sign of success a status of 200 to 299 is one. */
export async function tryCallLogin(ctx: ActionContext, login: CallLoginInput): Promise<LoginStep> {
  const jar = new CookieJar();
  const call = callOf(await resolveCall(ctx, login));
  const options = {
    jar,
    maxRedirects: loginRedirectsAtMost,
    timeoutMs: login.stepTimeout,
    maxBytes: loginPageAtMost,
    onlyReads: true,
  };
  const answered = await readLoginPage(() => sendCall(ctx, call, options), "page-timeout");
  if (isStep(answered)) return answered;
  if (isRefused(login, answered.text))
    return { kind: "refused", reason: `The answer says "${login.refused?.bodyContains ?? ""}".` };
  const { status } = answered.answer.response;
  const isIn = (await isConfirmed(login, answered, jar)) ?? (status >= 200 && status <= 299);
  if (isIn) return loggedIn(ctx, login, { read: answered, jar });
  return { kind: "not-confirmed", reason: `It was answered with status ${status}.` };
}
