import { AppError } from "@belfry/model";
import type { RulePrecondition } from "@belfry/engine";
import { z } from "zod";

const ifMatch = z
  .string()
  .max(1_000)
  .optional()
  .describe("The `ETag` of what was read: the change is made only when it is still the present one.");

export const IfMatch = z.object({ "if-match": ifMatch });

export const IfMatchOrNone = z.object({
  "if-match": ifMatch,
  "if-none-match": z.literal("*", { error: "Only * can be asked for here." }).optional().describe("Only creates."),
});

/**
 * What the headers ask for, and nothing when they ask for nothing. Weak tags never match (RFC 9110).
 * @throws AppError REQUEST_INVALID for a header that is no list of tags
 */
export function expectedOf(headers: {
  readonly "if-match"?: string | undefined;
  readonly "if-none-match"?: "*" | undefined;
}): {
  readonly expected?: RulePrecondition;
} {
  const match = headers["if-match"];
  if (headers["if-none-match"] !== undefined) {
    if (match === undefined) return { expected: "absent" };
    throw invalid("It stands beside If-Match; something cannot be there and not be there.");
  }
  if (match === undefined) return {};
  if (match.trim() === "*") return { expected: "exists" };
  const tags = match.split(",").map((tag) => /^(W\/)?"([\x21\x23-\x7e]*)"$/.exec(tag.trim()));
  if (tags.includes(null)) throw invalid('Write tags like "v3-17", with their quotes.');
  return { expected: tags.flatMap((tag) => (tag?.[1] === undefined && tag?.[2] !== undefined ? [tag[2]] : [])) };
}

function invalid(message: string): AppError {
  const remedy = "Send the ETag of the answer you read, word for word.";
  return new AppError("REQUEST_INVALID", { problems: [{ path: "headers.if-match", message, remedy }] });
}
