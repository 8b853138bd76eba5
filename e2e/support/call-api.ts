import { readFile } from "node:fs/promises";
import type { Server } from "@belfry/server";

/** One request to the API with the token of the command line. Rejects with the problem document. */
export type CallApi = <T>(method: string, path: string, body?: unknown) => Promise<T>;

export async function apiOf(server: Server): Promise<CallApi> {
  if (server.url === undefined) throw new Error("The server has no API.");
  const { url } = server;
  const token = (await readFile(server.tokenFile, "utf8")).trim();
  return async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { "content-type": "application/json" }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    return (text === "" ? undefined : JSON.parse(text)) as T;
  };
}
