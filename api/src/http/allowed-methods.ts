import type { Route } from "../contract/define-route.ts";

/** Which methods a path has, by name, for the header `Allow`; empty when there is nothing at this path. */
export function createAllowedMethods(routes: readonly Route[]): (path: string) => readonly string[] {
  const patterns = routes.map(({ method, path, response }) => ({
    // Of a stream that never ends nobody can ask for the headers alone.
    methods: method === "GET" && !("kind" in response && response.kind === "event-stream") ? ["GET", "HEAD"] : [method],
    pattern: new RegExp(`^${path.replaceAll(".", String.raw`\.`).replaceAll(/\{\w+\}/g, "[^/]+")}$`),
  }));
  return (path) => {
    const methods = patterns.filter(({ pattern }) => pattern.test(path)).flatMap((route) => route.methods);
    return [...new Set(methods)].toSorted();
  };
}
