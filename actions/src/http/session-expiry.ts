import type { Answer } from "./call.ts";
import { textOf } from "./read-answer.ts";
import type { SessionInput } from "./session-fields.ts";

/** Whether an answer means that the session has expired. A body that had to be read for it can be read again. */
export async function seenAsExpired(
  answer: Answer,
  session: SessionInput,
): Promise<{ readonly answer: Answer; readonly isExpired: boolean }> {
  const { redirectTo, statuses, bodyContains } = session.expired ?? {};
  const { response, redirects } = answer;
  if (redirectTo !== undefined && [...redirects, response.url].some((url) => url.includes(redirectTo)))
    return { answer, isExpired: true };
  if (statuses?.includes(response.status) === true) return { answer, isExpired: true };
  if (bodyContains === undefined || !/text|json|xml/i.test(response.headers["content-type"] ?? ""))
    return { answer, isExpired: false };
  const bytes = await response.bytes();
  async function* again(): AsyncGenerator<Uint8Array> {
    yield bytes;
  }
  const text = textOf(bytes, response);
  const kept = { ...response, stream: again, bytes: async () => bytes, text: async () => text };
  return { answer: { response: kept, redirects }, isExpired: text.includes(bodyContains) };
}
