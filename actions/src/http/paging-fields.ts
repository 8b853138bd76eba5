import { perRow } from "@belfry/plugin-kit";
import { z } from "zod";
import { answerMessages } from "./request-fields.ts";

const path = () => z.string();
const where = z
  .enum(["query", "body"])
  .default("query")
  .describe("Where the parameters stand: in the query, or in the JSON object or form that is sent.");
const size = z.int().min(1).max(100_000);

const ends = {
  rows: path()
    .default("")
    .describe("Where the rows are in the answer, as a dotted path: data.items. Empty: the answer is the list."),
  total: path()
    .optional()
    .describe("Where the number of all rows is. Without it, it goes on until a page comes empty or short."),
};

/** One answer holds everything. */
const NoPaging = z.strictObject({ kind: z.literal("none"), ...ends });

/** Each page begins at a row: `offset=40&limit=20`. */
const OffsetPaging = z.strictObject({
  kind: z.literal("offset"),
  offset: z.string().default("offset").describe("The name of the parameter with the first row."),
  limit: z.string().default("limit").describe("The name of the parameter with the size of a page."),
  size,
  first: z.int().min(0).default(0).describe("The number of the first row."),
  in: where,
  ...ends,
});

/** Each page has a number: `page=3&pageSize=20`. */
const PagePaging = z.strictObject({
  kind: z.literal("page"),
  page: z.string().default("page").describe("The name of the parameter with the number of the page."),
  limit: z.string().optional().describe("The name of the parameter with the size of a page, if there is one."),
  size,
  first: z.int().min(0).default(1).describe("The number of the first page."),
  pages: path().optional().describe("Where the number of all pages is, if the server tells that instead of a total."),
  in: where,
  ...ends,
});

/** Each answer tells how to get the next: a mark for a parameter, or the whole address. */
const CursorPaging = z.strictObject({
  kind: z.literal("cursor"),
  next: path().describe("Where the answer tells what comes next. Nothing, null or an empty text there means the end."),
  param: z
    .string()
    .optional()
    .describe("The name of the parameter that takes it. Without one it is the address of the next page."),
  limit: z.string().optional().describe("The name of the parameter with the size of a page, if there is one."),
  size: size.optional(),
  in: where,
  ...ends,
});

export const Paging = z.discriminatedUnion("kind", [NoPaging, OffsetPaging, PagePaging, CursorPaging]);
export type PagingInput = z.output<typeof Paging>;

/** The sentences of failures while paging, over `response`, `page` (from 0), `field` and the names of the rule. */
export const PagingMessages = z.strictObject({
  ...answerMessages,
  totalMissing: perRow().optional().describe("The first answer has no number at `total`. `field` is that path."),
  rowsMissing: perRow().optional().describe("A page has no list at `rows`. `field` is that path."),
  incomplete: perRow().optional().describe("There were fewer rows than the server said: `received` of `total`."),
  stuck: perRow()
    .optional()
    .describe("The server gives the same page, or the same mark for the next, again and again."),
});
export type PagingMessagesInput = z.output<typeof PagingMessages>;
