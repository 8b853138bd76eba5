import { ActionFailure, retryAfterMs, type ActionContext, type GuardedResponse } from "@belfry/plugin-kit";
import { failureMessage } from "./failure-message.ts";
import { parseJson, readBytes, responseNames, textOf, type ResponseNames } from "./read-answer.ts";
import type { MessagesInput, TransportInput } from "./request-fields.ts";

/** What decides whether an answer is right, and what is said if it is not. */
export interface AnswerRules {
  readonly expect: TransportInput["expect"];
  readonly retryStatuses: readonly number[];
  readonly messages: MessagesInput | undefined;
  /** More names for the templates, for example the page. */
  readonly names: Readonly<Record<string, unknown>>;
}

// Enough to see what a server complains about.
const shownOfBody = 500;

/** @throws ActionFailure `HTTP_STATUS`, tried again for the statuses that may pass */
export async function checkStatus(ctx: ActionContext, response: GuardedResponse, rules: AnswerRules): Promise<void> {
  const { status } = response;
  if (rules.expect?.statuses?.includes(status) ?? (status >= 200 && status <= 299)) return;
  const text = await firstWords(response);
  const names = { ...rules.names, response: responseNames(response, { text }) };
  const otherwise = `${new URL(response.url).host} answered with status ${status}.`;
  const wait = retryAfterMs(response.headers);
  throw new ActionFailure(failureMessage(ctx, rules.messages?.status, { names, otherwise }), {
    class: "external",
    code: "HTTP_STATUS",
    details: { status, url: withoutQuery(response.url), ...(text !== "" && { body: text }) },
    retryable: rules.retryStatuses.includes(status),
    ...(wait !== undefined && { retryAfterMs: wait }),
  });
}

/** @throws ActionFailure `HTTP_NOT_JSON` */
export function requireJson(ctx: ActionContext, response: GuardedResponse, text: string, rules: AnswerRules): unknown {
  const parsed = parseJson(text);
  if (parsed !== undefined) return parsed.json;
  const names = { ...rules.names, response: responseNames(response, { text: text.slice(0, shownOfBody) }) };
  const otherwise = `The answer of ${new URL(response.url).host} is not valid JSON.`;
  throw new ActionFailure(failureMessage(ctx, rules.messages?.json, { names, otherwise }), {
    class: "external",
    code: "HTTP_NOT_JSON",
    details: { url: withoutQuery(response.url), body: text.slice(0, shownOfBody) },
  });
}

/** Evaluates the checks that the rule itself makes. @throws ActionFailure `HTTP_CHECK` */
export function runChecks(ctx: ActionContext, response: ResponseNames, rules: AnswerRules): void {
  const names = { ...rules.names, response };
  for (const check of rules.expect?.checks ?? []) {
    if (ctx.rows.expression(check.that)(names) === true) continue;
    throw new ActionFailure(
      failureMessage(ctx, check.message, { names, otherwise: `The answer is not as expected: ${check.that}.` }),
      {
        class: "external",
        code: "HTTP_CHECK",
        details: { check: check.that, url: withoutQuery(response.url) },
        retryable: check.retry,
      },
    );
  }
}

/** An address as it may be shown: its query can hold keys. */
export function withoutQuery(url: string): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`;
}

async function firstWords(response: GuardedResponse): Promise<string> {
  if (!/text|json|xml/i.test(response.headers["content-type"] ?? "")) return "";
  const bytes = await readBytes(response, { maxBytes: 1_048_576, remedy: "" }).catch((): Uint8Array => {
    // The status is the failure; that its explanation cannot be read must not take its place.
    return new Uint8Array();
  });
  return textOf(bytes, response).slice(0, shownOfBody);
}
