/**
 * Every error a caller can meet: its HTTP status, what happened, and what to do about it.
 *
 * Callers and plugins compare the code, never the class or the text. docs/reference/errors.md has one heading per code,
 * and a test compares the two in both directions. Append new codes at the end of their group.
 */
export interface CatalogEntry {
  /** The HTTP status the API answers with. */
  readonly status: number;
  /** What happened, as a full sentence. */
  readonly message: string;
  /** What to do about it, as a full sentence. */
  readonly remedy: string;
}

export const errorCatalog = {
  // Rules and what they are written in.
  RULE_INVALID: {
    status: 422,
    message: "The rule cannot be saved because parts of it are wrong.",
    remedy: "Correct each problem in the list; nothing was saved.",
  },
  RULE_NOT_FOUND: {
    status: 404,
    message: "There is no rule with this name.",
    remedy: "List the rules to see their names.",
  },
  RULE_EXISTS: {
    status: 409,
    message: "There is already a rule with this name.",
    remedy: "Choose another name, or change the existing rule.",
  },
  RULE_NOT_ENABLED: {
    status: 409,
    message: "The rule is not enabled, so it cannot be started.",
    remedy: "Enable the rule first.",
  },
  SCHEDULE_INVALID: {
    status: 422,
    message: "The schedule cannot be read.",
    remedy: "Write five fields (minute, hour, day, month, weekday) or six with the seconds first.",
  },
  EXPRESSION_INVALID: {
    status: 422,
    message: "The expression cannot be read.",
    remedy: "Correct it at the position that is named.",
  },
  EXPRESSION_FAILED: {
    status: 422,
    message: "The expression could not be evaluated with these values.",
    remedy: "Compare the names and types in the expression with the values it was given.",
  },
  TEMPLATE_INVALID: {
    status: 422,
    message: "The template cannot be read.",
    remedy: "Correct it at the position that is named.",
  },
  TEMPLATE_FAILED: {
    status: 422,
    message: "The template could not be rendered with these values.",
    remedy: 'Give the missing value, or a default for it: {{ name | default: "…" }}.',
  },
  DURATION_INVALID: {
    status: 422,
    message: "The duration cannot be read.",
    remedy: "Write it like 500ms, 5s, 30m, 1h30m, 2d or PT5M, or as a whole number of milliseconds.",
  },
  TIME_ZONE_UNKNOWN: {
    status: 422,
    message: "The time zone is not known.",
    remedy: "Use a name of the IANA database, for example Asia/Shanghai or UTC.",
  },
  INPUT_INVALID: {
    status: 422,
    message: "The inputs do not fit what the rule asks for.",
    remedy: "Compare them with the inputs the rule declares.",
  },
  ACTION_UNKNOWN: {
    status: 422,
    message: "There is no action with this id.",
    remedy: "Check the spelling, or install the plugin that brings it.",
  },
  TRIGGER_UNKNOWN: {
    status: 422,
    message: "There is no trigger of this kind.",
    remedy: "Check the spelling, or install the plugin that brings it.",
  },

  // Executions.
  EXECUTION_NOT_FOUND: {
    status: 404,
    message: "There is no execution with this id.",
    remedy: "List the executions to see their ids.",
  },
  EXECUTION_ALREADY_FINISHED: {
    status: 409,
    message: "The execution has ended, so it cannot be cancelled.",
    remedy: "Nothing is left to stop; start it again if you need to.",
  },
  EXECUTION_NOT_RETRYABLE: {
    status: 409,
    message: "The execution cannot be retried in its present state.",
    remedy: "Only failed and cancelled executions can be retried; wait until it has ended.",
  },
  LEASE_LOST: {
    status: 409,
    message: "Another node holds this work now, so the result was dropped.",
    remedy: "Nothing needs to be done: the other node finishes the work.",
  },
  ARTIFACT_NOT_FOUND: {
    status: 404,
    message: "The file is not there.",
    remedy: "It may have been removed after its keeping time; run the rule again.",
  },
  DATASET_INVALID: {
    status: 422,
    message: "The rows cannot be kept or read.",
    remedy: "Write rows as objects of plain values, one object per row, none longer than 4 MiB.",
  },

  // Sending.
  CHANNEL_NOT_FOUND: {
    status: 404,
    message: "There is no channel with this name.",
    remedy: "List the channels to see their names.",
  },
  ACCOUNT_NOT_FOUND: {
    status: 404,
    message: "The channel has no sending account with this name.",
    remedy: "List the accounts to see their names, or leave the account out to use the best one.",
  },
  MESSAGE_NOT_FOUND: {
    status: 404,
    message: "There is no message with this id.",
    remedy: "List the messages to see their ids.",
  },
  SECRET_NOT_FOUND: {
    status: 422,
    message: "The vault has no secret with this name.",
    remedy: "Store the secret first, or correct its name in the rule.",
  },
  ATTACHMENT_TOO_LARGE: {
    status: 413,
    message: "An attachment is larger than the channel allows, so the message was not sent.",
    remedy: "Send less data, or raise the limit of the channel.",
  },
  OUTBOUND_BLOCKED: {
    status: 403,
    message: "The address may not be called from here.",
    remedy: "Ask an administrator to allow the host for outgoing calls.",
  },

  // Requests and people.
  NOT_AUTHENTICATED: { status: 401, message: "You are not signed in.", remedy: "Sign in, or send an API key." },
  LOGIN_FAILED: {
    status: 401,
    message: "The name or the password is wrong.",
    remedy: "Try again, or ask an administrator for a new password.",
  },
  PERMISSION_DENIED: {
    status: 403,
    message: "You may not do this.",
    remedy: "Ask an administrator for the permission.",
  },
  NOT_FOUND: { status: 404, message: "There is nothing at this address.", remedy: "Check the address." },
  REQUEST_INVALID: { status: 400, message: "The request cannot be read.", remedy: "Correct each problem in the list." },
  ORIGIN_REFUSED: {
    status: 403,
    message: "The request comes from a page of another site.",
    remedy: "Open the console at the address it is served from, or send an API token instead of the cookie.",
  },
  TOO_MANY_ATTEMPTS: {
    status: 429,
    message: "There were too many failed attempts to sign in.",
    remedy: "Wait as long as the Retry-After header says, then try again.",
  },
  BODY_TOO_LARGE: {
    status: 413,
    message: "The request is larger than the API accepts.",
    remedy: "Send less at once.",
  },
  MEDIA_TYPE_UNSUPPORTED: {
    status: 415,
    message: "The request has a content type that this address does not read.",
    remedy: "Send JSON with the header Content-Type: application/json.",
  },

  // The installation.
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
    message: "The database was written by a newer Belfry.",
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
  INTERNAL: {
    status: 500,
    message: "Something went wrong inside Belfry.",
    remedy: "Look into the log with the id of this request, and report it.",
  },
} as const satisfies Record<string, CatalogEntry>;

export type ErrorCode = keyof typeof errorCatalog;
