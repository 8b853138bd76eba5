import type { TestApi } from "../start-test-api.ts";

/** What fills the world of the examples writes with. */
export interface Writer {
  readonly api: TestApi;
  /** Calls a route; an answer that is none of success is an error. */
  readonly call: (method: string, path: string, body?: unknown) => Promise<void>;
  /** For what no route makes: what a run, a node or a provider would have left. */
  readonly query: (text: string, values?: unknown[]) => Promise<unknown>;
}

export function createWriter(api: TestApi): Writer {
  return {
    api,
    async call(method, path, body) {
      const answer = await api.call(method, path, body);
      if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.text}`);
    },
    query: (text, values = []) => api.test.database.store.pool.query(text, values),
  };
}
