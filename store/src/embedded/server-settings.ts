import { createHash } from "node:crypto";
import type { ListenAddress } from "./listen-address.ts";

/**
 * Settings of the embedded server. They are given on its command line and not written into postgresql.conf, so that an
 * update of Belfry changes them for existing data folders too. Durability (fsync, full_page_writes) keeps PostgreSQL's
 * own defaults, and is named here only where somebody would look for it.
 */
const SETTINGS: Readonly<Record<string, string>> = {
  fsync: "on",
  synchronous_commit: "on",
  // Memory: about 25 MB at rest. The working set of a queue is small, and the system's own cache holds the rest.
  shared_buffers: "48MB",
  huge_pages: "off",
  max_connections: "100",
  // Nothing replicates from this server, and bulk loads into new tables need no log of each row.
  wal_level: "minimal",
  max_wal_senders: "0",
  max_wal_size: "1GB",
  max_logical_replication_workers: "0",
  // Three processes less. They read ahead for large scans, which a queue that fits into memory does not have.
  io_method: "sync",
  // Statements are short, and compiling one takes longer than running it.
  jit: "off",
  // Shared memory in files of the data folder: /dev/shm has 64 MB in a container, and systemd empties it of a user's
  // files when that user logs out, under a service that still runs.
  dynamic_shared_memory_type: "mmap",
  // A queue table is rewritten many times a minute; with the usual minute it is bloated before anybody looks.
  autovacuum_naptime: "10s",
  autovacuum_max_workers: "2",
  log_min_messages: "warning",
  log_checkpoints: "off",
  log_line_prefix: "%m [%p] ",
  log_timezone: "UTC",
  timezone: "UTC",
  logging_collector: "off",
  unix_socket_permissions: "0700",
};

/** The settings with the caller's changes, in a fixed order. */
export function serverSettings(changes: Readonly<Record<string, string>> = {}): ReadonlyMap<string, string> {
  const merged = { ...SETTINGS, ...changes };
  return new Map(Object.entries(merged).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * The `cluster_name`: which cluster, in which version, with which settings. Its tag is how the server's processes are
 * told from others, and the next start compares the whole to see whether an orphan may be adopted as it is.
 */
export function serverName(tag: string, version: string, settings: ReadonlyMap<string, string>): string {
  const text = JSON.stringify([version, ...settings]);
  return `${tag}-${createHash("sha256").update(text).digest("hex").slice(0, 12)}`;
}

/** The arguments of `postgres`: where it listens, its settings and its name. */
export function serverArguments(options: {
  readonly cluster: string;
  readonly address: ListenAddress;
  readonly settings: ReadonlyMap<string, string>;
  readonly name: string;
}): string[] {
  const { address } = options;
  const listen =
    address.kind === "socket"
      ? { listen_addresses: "", unix_socket_directories: address.host }
      : { listen_addresses: address.host, unix_socket_directories: "" };
  const all = {
    ...Object.fromEntries(options.settings),
    ...listen,
    port: String(address.port),
    cluster_name: options.name,
  };
  return ["-D", options.cluster, ...Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`])];
}
