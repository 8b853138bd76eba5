import { readFile } from "node:fs/promises";

/** One request to the API of the demo's server. */
export type Call = <T>(method: string, path: string, body?: unknown) => Promise<T>;

/** Speaks to the API as the command line does, with the token the server wrote for it. */
export async function connect(url: string, tokenFile: string): Promise<Call> {
  const token = (await readFile(tokenFile, "utf8")).trim();
  return async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    return (text === "" ? undefined : JSON.parse(text)) as T;
  };
}
