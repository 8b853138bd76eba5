import { ActionFailure, defineAction, text, type ActionContext, type DatasetWriter } from "@belfry/plugin-kit";
import { z } from "zod";
import { createCaller } from "./caller.ts";
import { failureMessage } from "./failure-message.ts";
import { createLoopGuard } from "./loop-guard.ts";
import { firstStep, nextStep, type PageStep } from "./page-walk.ts";
import { Paging, PagingMessages } from "./paging-fields.ts";
import { readPage } from "./read-page.ts";
import { callFields, transportFields } from "./request-fields.ts";
import { callOf, resolveCall, type ResolvedCall } from "./resolve-call.ts";
import { Session } from "./session-fields.ts";
import { writesOutside } from "./writes-outside.ts";

const Input = z.strictObject({
  ...callFields,
  session: Session.optional(),
  ...transportFields,
  paging: Paging.describe("How the pages follow one another, and where rows and total are."),
  add: z
    .record(z.string(), z.union([text(), z.number(), z.boolean(), z.null()]))
    .optional()
    .describe("Columns that every row gets in addition, for example the building that was asked for."),
  columns: z
    .array(z.string())
    .optional()
    .describe("The columns to keep, also where no row comes; those of the first row unless named."),
  maxPages: z.int().min(1).max(1_000_000).default(10_000).describe("More pages than this are a mistake, and it fails."),
  maxBytes: z.int().min(1).default(52_428_800).describe("The largest single page, decompressed."),
  messages: PagingMessages.optional().describe(
    "The sentences of failures, as templates over `response`, `page`, `field` and the names of the rule.",
  ),
});
type PaginateInput = z.output<typeof Input>;

export const httpPaginate = defineAction({
  id: "http.paginate",
  displayName: { zh: "分页读取", en: "Read pages" },
  description: {
    zh: "逐页读取一个 HTTP 接口的全部记录，写入数据集。",
    en: "Reads all rows of an HTTP interface, page by page, into a dataset.",
  },
  input: Input,
  idempotent: true,
  cost: "io",
  retryableErrors: "A server that cannot be reached, is too slow or answers 408, 425, 429 or 5xx.",
  dryRun: (input) => (writesOutside(input) ? "captured" : "runs"),
  sendsOutside: writesOutside,
  timeoutMs: 1_800_000,
  async run(ctx, input) {
    const resolved = await resolveCall(ctx, input);
    const writer = await ctx.datasets.create(input.columns === undefined ? {} : { columns: input.columns });
    try {
      const { total, received, pages, requests } = await readPages(ctx, input, { resolved, writer });
      return { rows: await writer.close(), total: total ?? received, pages, requests };
    } catch (error) {
      await writer.discard();
      throw error;
    }
  },
});

/** Reads page after page and hands the rows on before it asks for the next, so that only one page is ever held. */
async function readPages(
  ctx: ActionContext,
  input: PaginateInput,
  { resolved, writer }: { resolved: ResolvedCall; writer: DatasetWriter },
): Promise<{ total: number | undefined; received: number; pages: number; requests: number }> {
  const { paging, messages } = input;
  const caller = createCaller(ctx, { ...input, cookies: resolved.cookies, messages, session: input.session });
  const guard = createLoopGuard();
  let received = 0;
  let total: number | undefined;
  let firstCount = 0;
  let totalChanged = false;
  let step: PageStep = firstStep(paging);
  for (let page = 0; ; page += 1) {
    const names = { page, total, received };
    if (page === input.maxPages) throw tooManyPages(input.maxPages);
    if (guard.sawStep(step)) throw stuck(ctx, input, names);
    const call = callOf(resolved, step);
    const { response } = await caller.send(call, names);
    const read = await readPage(ctx, response, { ...input, messages, expect: input.expect, names, page });
    if (page === 0) ({ total } = read);
    if (page === 0) firstCount = read.rows.length;
    if (read.total !== undefined && read.total !== total && !totalChanged) {
      totalChanged = true;
      ctx.log.warn("The number of rows changed while they were read.", { page, before: total, now: read.total });
    }
    const isRepeated = guard.sawSameRows(read.rows);
    // Some servers give their last page again for every page behind it. Where the total is not known, that is the end.
    const isEcho = isRepeated && total === undefined && paging.kind === "page" && read.rows.length < paging.size;
    if (isRepeated && !isEcho) throw stuck(ctx, input, names);
    if (!isEcho) {
      received += read.rows.length;
      await writer.write(input.add === undefined ? read.rows : read.rows.map((row) => ({ ...row, ...input.add })));
    }
    ctx.progress(received, total);
    const seen = { json: read.json, count: isEcho ? 0 : read.rows.length, received, total, firstCount, page };
    step = nextStep(paging, seen, call.url.href);
    if (step !== undefined) continue;
    if (total !== undefined && received < total && !totalChanged) throw incomplete(ctx, input, { ...names, received });
    return { total, received, pages: page + 1, requests: caller.requests };
  }
}

function tooManyPages(maxPages: number): ActionFailure {
  return new ActionFailure(`There are more than ${maxPages} pages. Raise maxPages, or ask for larger pages.`, {
    class: "config",
    code: "PAGING_TOO_LONG",
    details: { maxPages },
  });
}

function stuck(ctx: ActionContext, input: PaginateInput, names: Readonly<Record<string, unknown>>): ActionFailure {
  const otherwise = `Page ${String(names["page"])} is the same as one before: the server does not go on.`;
  return new ActionFailure(failureMessage(ctx, input.messages?.stuck, { names, otherwise }), {
    class: "external",
    code: "PAGING_STUCK",
    details: names,
    retryable: false,
  });
}

/** A list that silently lacks people is worse than none. */
function incomplete(ctx: ActionContext, input: PaginateInput, names: Readonly<Record<string, unknown>>): ActionFailure {
  const otherwise = `The server promised ${String(names["total"])} rows and gave ${String(names["received"])}.`;
  return new ActionFailure(failureMessage(ctx, input.messages?.incomplete, { names, otherwise }), {
    class: "external",
    code: "PAGING_INCOMPLETE",
    details: names,
  });
}
