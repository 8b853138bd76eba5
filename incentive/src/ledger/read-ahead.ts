/** Rows of a source in parts; the last one may be smaller, and none is empty. */
export async function* inParts<Row>(
  rows: AsyncIterable<Row>,
  size: number,
): AsyncGenerator<readonly Row[], void, undefined> {
  let part: Row[] = [];
  for await (const row of rows) {
    part.push(row);
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
