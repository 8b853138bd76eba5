/** What a worker thread tells the main thread: any number of reports, then the result. */
export type WorkerMessage<Result> =
  | { readonly kind: "progress"; readonly value: number }
  /** `heapBytes`: how much memory for objects the thread holds after it. */
  | { readonly kind: "done"; readonly result: Result; readonly heapBytes: number };
