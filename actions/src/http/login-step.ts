import { isActionFailure, type ActionContext } from "@belfry/plugin-kit";
import type { CookieJar } from "tough-cookie";
import type { Answer } from "./call.ts";
import type { HtmlPage } from "./html-page.ts";
import { readHtmlPage } from "./html-page.ts";
import { parseJson, readBytes, responseNames, textOf } from "./read-answer.ts";
import type { LoginInput } from "./session-fields.ts";
import type { LoggedIn } from "./sessions.ts";

/** How one attempt to log in ended. `reason` is a sentence for the log. */
export type LoginStep =
  | { readonly kind: "in"; readonly state: LoggedIn }
  | { readonly kind: "empty"; readonly reason: string; readonly field: string }
  | { readonly kind: "no-button" | "refused" | "page-timeout" | "not-confirmed" | "failed"; readonly reason: string };

/** A page of a login, read. */
export interface LoginPage {
  readonly answer: Answer;
  readonly text: string;
  readonly page: HtmlPage;
}

// Login pages are small; what is larger is something else.
export const loginPageAtMost = 4_194_304;
// A login through a chain of single sign-on servers redirects often.
export const loginRedirectsAtMost = 20;

/** Sends one request of a login and reads its answer, or says how it failed. Faults of the rule itself are thrown. */
export async function readLoginPage(
  send: () => Promise<Answer>,
  onTimeout: "page-timeout" | "not-confirmed",
): Promise<LoginPage | LoginStep> {
  try {
    const answer = await send();
    const { response } = answer;
    const text = textOf(
      await readBytes(response, { maxBytes: loginPageAtMost, remedy: "This is no login page." }),
      response,
    );
    return { answer, text, page: readHtmlPage(text, response.url) };
  } catch (error) {
    if (!isActionFailure(error) || error.failureClass === "cancelled" || error.failureClass === "config") throw error;
    return { kind: error.failureClass === "timeout" ? onTimeout : "failed", reason: error.message };
  }
}

export function isStep(read: LoginPage | LoginStep): read is LoginStep {
  return "kind" in read;
}

/** Whether the page is one that only somebody who is logged in sees; nothing where the rule does not say how to tell. */
export async function isConfirmed(login: LoginInput, read: LoginPage, jar: CookieJar): Promise<boolean | undefined> {
  const { success } = login;
  if (success === undefined) return undefined;
  const { response } = read.answer;
  const cookies = success.cookie === undefined ? [] : await jar.getCookies(response.url);
  return (
    response.status < 400 &&
    read.page.title.includes(success.titleContains ?? "") &&
    response.url.includes(success.urlContains ?? "") &&
    read.text.includes(success.bodyContains ?? "") &&
    (success.cookie === undefined || cookies.some(({ key }) => key === success.cookie))
  );
}

/** Whether the server says that name or password are wrong. */
export function isRefused(login: LoginInput, text: string): boolean {
  return login.refused !== undefined && text.includes(login.refused.bodyContains);
}

/** What later requests get from this login. */
export function loggedIn(
  ctx: ActionContext,
  login: LoginInput,
  { read, jar }: { read: LoginPage; jar: CookieJar },
): LoginStep {
  const names = { response: responseNames(read.answer.response, { text: read.text, ...parseJson(read.text) }) };
  const headers: Record<string, string> = {};
  for (const [name, template] of Object.entries(login.keep?.headers ?? {})) {
    headers[name.toLowerCase()] = ctx.rows.template(template)(names);
  }
  return { kind: "in", state: { jar, headers } };
}
