import type { z } from "zod";

/**
 * What kind of personal data a field of an answer can hold:
 * - `address`: an address, or a list of them
 * - `name`: what a person is called
 * - `json`: any JSON; its keys say what names a person
 * - `rule`: a rule, or a part of one; its own names stay, what was written into its values is JSON
 * - `text`: a sentence in which addresses and numbers may stand
 * - `content`: what somebody wrote to somebody; nothing of it is shown
 */
export type PersonalKind = "address" | "name" | "json" | "rule" | "text" | "content";

/** The key under which the kind stands in a schema, and in the OpenAPI document. */
export const PERSONAL_MARK = "x-personal-data";

/** Marks a field of an answer: who may not read personal data gets it masked. */
export function personal<T extends z.ZodType>(kind: PersonalKind, schema: T): T {
  return schema.meta({ ...schema.meta(), [PERSONAL_MARK]: kind });
}
