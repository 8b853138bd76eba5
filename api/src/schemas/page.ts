/** Lists are read page by page: a page names the cursor of the next one, which is opaque to clients. */
import { AppError } from "@belfry/model";
import { z } from "zod";
import { limit } from "./common.ts";

/** The query of a list that has pages. */
export const PageQuery = z.strictObject({
  cursor: z.string().max(1_000).optional().describe("`nextCursor` of the page before."),
  limit: limit(200, 50),
});

/** One page of a list. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({
    items: z.array(item),
    nextCursor: z.string().nullable().describe("Where the next page begins; null on the last one."),
  });
}

/** A list that is always given as a whole. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item) });
}

/**
 * Reads one page of a list that is ordered by falling ids.
 * @param list gives at most `limit` items with ids below `before`
 * @throws AppError REQUEST_INVALID for a cursor that is not ours
 */
export async function readPage<Item extends { readonly id: number }>(
  query: z.output<typeof PageQuery>,
  list: (page: { readonly limit: number; readonly before?: number }) => Promise<readonly Item[]>,
): Promise<{ items: Item[]; nextCursor: string | null }> {
  const before = query.cursor === undefined ? {} : { before: decodeCursor(query.cursor) };
  // One more than asked for tells whether there is a next page.
  const found = await list({ limit: query.limit + 1, ...before });
  const items = found.slice(0, query.limit);
  const last = items.at(-1);
  return { items, nextCursor: found.length > query.limit && last !== undefined ? encodeCursor(last.id) : null };
}

/**
 * The cursor of a list that is sorted by what its reader chose: the place of the last item and its name.
 * @throws AppError REQUEST_INVALID for a cursor that is not ours, or of a list in another order
 */
export function readPlace(cursor: string, order: string): { place: string; name: string } {
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString());
    if (Array.isArray(read) && read.length === 3 && read[0] === order) {
      const [, place, name] = read as readonly unknown[];
      if (typeof place === "string" && typeof name === "string" && isStorable(place + name)) return { place, name };
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw wrongCursor();
}

export function writePlace(order: string, place: string, name: string): string {
  return Buffer.from(JSON.stringify([order, place, name])).toString("base64url");
}

function isStorable(text: string): boolean {
  return !text.includes("\0") && text.isWellFormed();
}

/**
 * The field and the direction in `sort`.
 * @throws AppError SORT_UNKNOWN, which names the fields that there are
 */
export function readSort<Field extends string>(
  sort: string,
  fields: readonly Field[],
): { readonly field: Field; readonly descending: boolean } {
  const descending = sort.startsWith("-");
  const field = fields.find((name) => name === (descending ? sort.slice(1) : sort));
  if (field !== undefined) return { field, descending };
  throw new AppError("SORT_UNKNOWN", { reason: `It can be sorted by ${fields.join(", ")}.` });
}

/** The query of a list that can be sorted. */
export function sortBy<Field extends string>(fields: readonly Field[], standard: NoInfer<Field>) {
  return z
    .string()
    .max(50)
    .default(standard)
    .describe(`One of ${fields.map((field) => `\`${field}\``).join(", ")}; with - in front from the end.`);
}

function encodeCursor(id: number): string {
  return Buffer.from(`before ${id}`).toString("base64url");
}

function decodeCursor(cursor: string): number {
  const id = Number(/^before ([1-9]\d{0,15})$/.exec(Buffer.from(cursor, "base64url").toString())?.[1]);
  if (Number.isSafeInteger(id)) return id;
  throw wrongCursor();
}

function wrongCursor(): AppError {
  const problem = {
    path: "query.cursor",
    message: "This is no cursor of a page.",
    remedy: "Send the nextCursor of the page before.",
  };
  return new AppError("REQUEST_INVALID", { problems: [problem] });
}
