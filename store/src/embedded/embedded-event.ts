import type { AppError } from "@belfry/model";

/** What the supervisor of the embedded server reports. Logs and the start-up output both read this one list. */
export type EmbeddedEvent =
  /** The unprivileged user cannot run the binaries where npm put them (or a link could not be made there), so they were copied. */
  | { readonly kind: "binaries-copied"; readonly from: string; readonly to: string }
  /** The unprivileged user cannot enter the data folder, so the database lies elsewhere; `postgres.location` in the data folder says where. */
  | { readonly kind: "data-relocated"; readonly dataDir: string; readonly to: string; readonly user: string }
  /** A new cluster was made. */
  | { readonly kind: "initialised"; readonly cluster: string; readonly tookMs: number }
  /** The server before ended without cleaning up (a crash, a power failure); its pid file was removed. Recovery follows. */
  | { readonly kind: "stale-pid-file-removed"; readonly pid: number }
  /** Processes of a server that died without them were ended before the next start. */
  | { readonly kind: "leftovers-ended"; readonly pids: readonly number[] }
  /** A Belfry that was killed left its server running, and it is ours now. */
  | { readonly kind: "orphan-adopted"; readonly pid: number }
  /** A Belfry that was killed left a server that does not fit (other version or settings, or not answering); it was shut down. */
  | { readonly kind: "orphan-stopped"; readonly pid: number; readonly reason: string }
  /** The server accepts connections. `user` is absent when it runs as ourselves. */
  | { readonly kind: "started"; readonly pid: number; readonly user?: string; readonly tookMs: number }
  /** The server ended although nobody stopped it; a restart follows, or `given-up`. */
  | { readonly kind: "died"; readonly pid: number; readonly how: string; readonly logTail: string }
  /** The server is back after it died, at the same address. */
  | { readonly kind: "restarted"; readonly pid: number; readonly tookMs: number }
  /** The server stays down: it died twice within a minute, or did not come back. Belfry should end. */
  | { readonly kind: "given-up"; readonly error: AppError }
  /** The server's log has grown large and could not be cut. */
  | { readonly kind: "log-not-cut"; readonly error: unknown }
  /** The server was shut down in good order. */
  | { readonly kind: "stopped"; readonly pid: number };

export type ReportEvent = (event: EmbeddedEvent) => void;
