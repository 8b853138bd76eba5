import type { Socket } from "node:net";

/**
 * Opens a TCP connection through the outbound guard, for channels that speak something else than HTTP. The socket is
 * connected and nothing has been said on it yet; whoever asked for it closes it.
 * @throws ActionFailure class `config` with code `OUTBOUND_BLOCKED` when the address is not allowed; otherwise the error
 * of the system with its code (`ENOTFOUND`, `ECONNREFUSED`, `ETIMEDOUT`, …)
 */
export type GuardedConnect = (
  target: { readonly host: string; readonly port: number },
  options?: { readonly signal?: AbortSignal },
) => Promise<Socket>;
