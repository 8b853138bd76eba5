/** Whether a call may change something at the other side: every method but those that only read. An expression may. */
export function writesOutside({ method, body }: Readonly<Record<string, unknown>>): boolean {
  if (method === undefined) return body !== undefined;
  return method !== "GET" && method !== "HEAD";
}
