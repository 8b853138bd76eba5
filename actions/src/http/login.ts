import { setTimeout as pause } from "node:timers/promises";
import { ActionFailure, type ActionContext, type ActionFailureOptions } from "@belfry/plugin-kit";
import { failureMessage } from "./failure-message.ts";
import { tryCallLogin } from "./login-by-call.ts";
import { tryFormLogin } from "./login-by-form.ts";
import type { LoginStep } from "./login-step.ts";
import type { LoginInput, LoginMessage } from "./session-fields.ts";
import type { LoggedIn } from "./sessions.ts";

type LoginFailureStep = Exclude<LoginStep, { readonly kind: "in" }>["kind"];

/** What each way to fail means to the engine and what is said where the rule says nothing. */
const failures: Readonly<
  Record<
    LoginFailureStep,
    Pick<ActionFailureOptions, "class" | "code"> & { message: LoginMessage; again: boolean; text: string }
  >
> = {
  empty: {
    class: "config",
    code: "LOGIN_EMPTY",
    message: "emptyField",
    again: false,
    text: "A value of the login form is empty.",
  },
  "no-button": {
    class: "runtime",
    code: "LOGIN_NO_BUTTON",
    message: "noButton",
    again: false,
    text: "The login page has no such button.",
  },
  refused: {
    class: "config",
    code: "LOGIN_REFUSED",
    message: "refused",
    again: false,
    text: "The server refused name or password.",
  },
  "page-timeout": {
    class: "timeout",
    code: "LOGIN_PAGE_TIMEOUT",
    message: "pageTimeout",
    again: true,
    text: "The login page did not load in time.",
  },
  "not-confirmed": {
    class: "external",
    code: "LOGIN_NOT_CONFIRMED",
    message: "notConfirmed",
    again: true,
    text: "The login was sent, but nobody is logged in.",
  },
  failed: { class: "external", code: "LOGIN_FAILED", message: "failed", again: true, text: "The login failed." },
};

/** Logs in, as often as the rule allows. @throws ActionFailure with a code `LOGIN_…` */
export async function logIn(ctx: ActionContext, login: LoginInput): Promise<LoggedIn> {
  for (let attempt = 1; ; attempt += 1) {
    const step = "page" in login ? await tryFormLogin(ctx, login) : await tryCallLogin(ctx, login);
    if (step.kind === "in") {
      ctx.log.info("Logged in.", { attempt });
      return step.state;
    }
    const failure = failures[step.kind];
    ctx.log.warn(`${failure.text} ${step.reason}`, { attempt, attempts: login.attempts });
    if (!failure.again || attempt >= login.attempts) throw failureOf(ctx, login, step, attempt);
    await waitBefore(ctx, login.delay);
  }
}

function failureOf(
  ctx: ActionContext,
  login: LoginInput,
  step: Exclude<LoginStep, { readonly kind: "in" }>,
  attempts: number,
): ActionFailure {
  const { class: failureClass, code, message, text } = failures[step.kind];
  const names = { error: step.reason, attempts, ...("field" in step && { field: step.field }) };
  return new ActionFailure(
    failureMessage(ctx, login.messages?.[message], { names, otherwise: `${text} ${step.reason}` }),
    {
      class: failureClass,
      code,
      details: { reason: step.reason, attempts },
    },
  );
}

async function waitBefore(ctx: ActionContext, ms: number): Promise<void> {
  if (ms === 0) return;
  try {
    await pause(ms, undefined, { signal: ctx.signal });
  } catch (error) {
    throw new ActionFailure("The login was cancelled.", { class: "cancelled", code: "HTTP_CANCELLED", cause: error });
  }
}
