import type { ActionContext } from "@belfry/plugin-kit";
import { CookieJar } from "tough-cookie";
import type { Call } from "./call.ts";
import type { HtmlButton, HtmlForm } from "./html-page.ts";
import {
  isConfirmed,
  isRefused,
  isStep,
  loggedIn,
  loginPageAtMost,
  loginRedirectsAtMost,
  readLoginPage,
  type LoginPage,
  type LoginStep,
} from "./login-step.ts";
import { callOf } from "./resolve-call.ts";
import { sendCall } from "./send-call.ts";
import type { FormLoginInput } from "./session-fields.ts";

/**
 * One attempt to log in as a person does it: opens the page, fills in the form that has all the named fields, sends it
 * with everything else the page put into it, and looks where that leads. Each attempt begins without cookies.
 */
export async function tryFormLogin(ctx: ActionContext, login: FormLoginInput): Promise<LoginStep> {
  const jar = new CookieJar();
  const options = {
    jar,
    maxRedirects: loginRedirectsAtMost,
    timeoutMs: login.stepTimeout,
    maxBytes: loginPageAtMost,
    onlyReads: true,
  };
  const filled = new Map<string, string>();
  for (const [field, value] of Object.entries(login.form)) {
    const content = await ctx.secret(value);
    if (content.trim() === "") return { kind: "empty", field, reason: `There is nothing to fill into "${field}".` };
    filled.set(field, content);
  }

  const opened = await readLoginPage(
    () =>
      sendCall(
        ctx,
        callOf({ url: login.page, method: "GET", query: [], headers: {}, cookies: [], body: undefined }),
        options,
      ),
    "page-timeout",
  );
  if (isStep(opened)) return opened;
  if ((await isConfirmed(login, opened, jar)) === true) return loggedIn(ctx, login, { read: opened, jar });
  const { status } = opened.answer.response;
  if (status >= 400) return { kind: "failed", reason: `The login page answered with status ${status}.` };
  const form = findForm(opened, filled);
  if (form === undefined)
    return { kind: "failed", reason: `The login page has no form with ${[...filled.keys()].join(", ")}.` };
  const button = form.buttons.find(({ name, id }) => name === login.submit || id === login.submit);
  if (login.submit !== undefined && button === undefined) {
    return { kind: "no-button", reason: `The form has no button "${login.submit}".` };
  }

  const answered = await readLoginPage(
    () => sendCall(ctx, submission(form, { filled, button: button ?? form.buttons[0], from: opened }), options),
    "not-confirmed",
  );
  if (isStep(answered)) return answered;
  if (isRefused(login, answered.text))
    return { kind: "refused", reason: `The page says "${login.refused?.bodyContains ?? ""}".` };
  // Where the rule does not say how a successful login looks, it is one that does not show the form again.
  const isIn =
    (await isConfirmed(login, answered, jar)) ??
    (answered.answer.response.status < 400 && findForm(answered, filled) === undefined);
  if (isIn) return loggedIn(ctx, login, { read: answered, jar });
  return { kind: "not-confirmed", reason: `The page after it is "${answered.page.title}".` };
}

function findForm({ page }: LoginPage, filled: ReadonlyMap<string, string>): HtmlForm | undefined {
  return page.forms.find((form) => [...filled.keys()].every((field) => form.names.has(field)));
}

function submission(
  form: HtmlForm,
  { filled, button, from }: { filled: ReadonlyMap<string, string>; button: HtmlButton | undefined; from: LoginPage },
): Call {
  const content = new URLSearchParams(form.fields.map(([name, value]): [string, string] => [name, value]));
  for (const [field, value] of filled) content.set(field, value);
  // A browser sends the button that was pressed, and some servers decide by it.
  if (button !== undefined && button.name !== "") content.append(button.name, button.value);
  const pageUrl = from.answer.response.url;
  const headers = { referer: pageUrl, origin: new URL(pageUrl).origin };
  const url = new URL(form.action);
  if (form.method === "GET") {
    url.search = content.toString();
    return { url, method: "GET", headers, body: undefined };
  }
  return {
    url,
    method: "POST",
    headers: { ...headers, "content-type": "application/x-www-form-urlencoded" },
    body: content.toString(),
  };
}
