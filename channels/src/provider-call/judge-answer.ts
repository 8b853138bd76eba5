import type { ChannelContext, DeliveryOutcome, ProviderCode } from "@belfry/plugin-kit";
import { outcomeOfNoAnswer, type NoAnswer, type ProviderAnswer } from "./ask-provider.ts";
import { outcomeOfCode } from "./outcome-of-code.ts";
import { outcomeOfStatus } from "./outcome-of-status.ts";
import { readObject } from "./read-object.ts";

/** How a provider writes down what became of a message. */
export interface CodedBody {
  readonly code: number;
  readonly text: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** An answer in the provider's own form, or the outcome of one that is none. */
export type Judged =
  | { readonly kind: "said"; readonly body: CodedBody; readonly answer: string }
  | { readonly kind: "silent"; readonly outcome: Exclude<DeliveryOutcome, { kind: "accepted" }> };

/** Where a provider writes its code and its text. Of several fields for the code, the first that is there counts. */
export interface CodeFields {
  readonly code: string | readonly string[];
  readonly text: string;
}

/**
 * Reads an answer by its body. Robots answer with status 200 whatever happened, so the status alone says nothing.
 */
export function judgeAnswer(got: ProviderAnswer | NoAnswer, names: CodeFields): Judged {
  if (got.kind === "none") return { kind: "silent", outcome: outcomeOfNoAnswer(got) };
  const fields = readObject(got.text);
  const code = [names.code]
    .flat()
    .map((name) => fields?.[name])
    .find((value) => value !== undefined);
  if (fields === undefined || typeof code !== "number") return { kind: "silent", outcome: outcomeOfStatus(got) };
  const text = fields[names.text];
  return { kind: "said", body: { code, text: typeof text === "string" ? text : "", fields }, answer: got.text };
}

/** The outcome of a message for one recipient: taken, or refused with one of the provider's codes. */
export function outcomeOfJudged(
  judged: Judged,
  codes: readonly ProviderCode[],
  ctx: Pick<ChannelContext, "now">,
): DeliveryOutcome {
  if (judged.kind === "silent") return judged.outcome;
  const { body, answer } = judged;
  if (body.code === 0) return { kind: "accepted", answer };
  return outcomeOfCode(codes, { code: String(body.code), text: body.text, answer }, ctx);
}
