/** The event streams that are open, so that closing the API ends them all, and each that is opened while it closes. */
export interface OpenStreams {
  /** Notes how a stream is ended. Ends it at once when the API is closing: nobody would end it any more. */
  add(end: () => void): void;
  delete(end: () => void): void;
  endAll(): void;
}

export function createOpenStreams(): OpenStreams {
  const open = new Set<() => void>();
  let ended = false;
  return {
    add(end) {
      if (ended) end();
      else open.add(end);
    },
    delete: (end) => void open.delete(end),
    endAll() {
      ended = true;
      for (const end of open) end();
    },
  };
}
