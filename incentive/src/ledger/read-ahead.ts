import { setImmediate } from "node:timers/promises";

/** So many rows take less than a millisecond. */
const ROWS_AT_A_TIME = 50;

/** Rows of a source in parts; the last one may be smaller, and none is empty. */
export async function* inParts<Row>(
  rows: AsyncIterable<Row>,
  size: number,
): AsyncGenerator<readonly Row[], void, undefined> {
  let part: Row[] = [];
  for await (const row of rows) {
    part.push(row);
    // Rows that are there already are taken without end; meanwhile PostgreSQL would wait for the rest of its statement.
    if (part.length % ROWS_AT_A_TIME === 0) await setImmediate();
    if (part.length < size) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}

/**
 * Hands out the items of a source and reads the next one meanwhile: PostgreSQL writes a part of a run on one core while the
 * next one is read on another. What is wrong with an item is thrown in its place, after the one before was handed out.
 */
export async function* readAhead<Item>(source: AsyncIterable<Item>): AsyncGenerator<Item, void, undefined> {
  const items = source[Symbol.asyncIterator]();
  const read = () => {
    const next = items.next();
    // It is awaited later; until then nobody else may take it for an error that nobody handles.
    next.catch(() => undefined);
    return next;
  };
  let next = read();
  try {
    for (;;) {
      const { done, value } = await next;
      if (done === true) return;
      next = read();
      yield value;
    }
  } finally {
    await items.return?.();
  }
}
