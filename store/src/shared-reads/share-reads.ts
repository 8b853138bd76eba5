/**
 * One read for all who ask at the same time: a thousand requests a second that each look at the same few rows would keep
 * every connection busy with the same question.
 *
 * Who asks while a read is under way gets the one after it. So what they learn is never older than their question, and
 * there are at most two reads however many ask.
 */
export function shareReads<Result>(read: () => Promise<Result>): () => Promise<Result> {
  let running: Promise<unknown> | undefined;
  let next: Promise<Result> | undefined;

  const begin = (): Promise<Result> => {
    const own = read();
    const over = () => {
      if (running === ended) running = undefined;
    };
    const ended: Promise<unknown> = own.then(over, over);
    running = ended;
    return own;
  };

  return () => {
    if (running === undefined) return begin();
    next ??= running.then(() => {
      next = undefined;
      return begin();
    });
    return next;
  };
}
