import { abortWith } from "@belfry/plugin-kit";

export interface SendLimit extends Disposable {
  /** Aborted with the parent, or when the time is over. */
  readonly signal: AbortSignal;
}

/** A signal for one send. The time runs by this process's own clock: it is the network that is waited for. */
export function limitSend(parent: AbortSignal, ms: number): SendLimit {
  const linked = abortWith(parent);
  const timer = setTimeout(() => linked.abort(new DOMException("The send took too long.", "TimeoutError")), ms).unref();
  return {
    signal: linked.signal,
    [Symbol.dispose]() {
      clearTimeout(timer);
      linked[Symbol.dispose]();
    },
  };
}
