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
  LABEL_NOT_ALLOWED: {
    status: 403,
    message: "You may only save rules with the labels you are restricted to.",
    remedy: "Give the rule the label that is named, with one of its values.",
  },
  INPUT_NOT_ALLOWED: {
    status: 403,
    message: "You may not give this value to this input.",
    remedy: "Choose among the values that are named, or ask an administrator for more.",
  },

  // Executions.
  CALENDAR_INVALID: {
    status: 422,
    message: "The calendar cannot be saved because parts of it are wrong.",
    remedy: "Correct each problem in the list; nothing was saved.",
  },
  CALENDAR_NOT_FOUND: {
    status: 404,
    message: "There is no calendar with this name.",
    remedy: "List the calendars to see their names.",
  },
  CALENDAR_IN_USE: {
    status: 409,
    message: "The calendar is used by rules, so it cannot be removed.",
    remedy: "Take it out of these rules first, or archive them.",
  },
  NOTICE_INVALID: {
    status: 422,
    message: "The notice cannot be read as the holidays of a year.",
    remedy: "Correct each problem in the list, and compare with the published text; nothing was saved.",
  },
  EVENT_NOT_FOUND: {
    status: 404,
    message: "There is no event with this id.",
    remedy: "List the events to see which there are; old ones expire.",
  },
  EVENT_INVALID: {
    status: 422,
    message: "The event cannot be read.",
    remedy: "Correct what is named; what was sent lies with the dead letters.",
  },
  DEAD_LETTER_NOT_FOUND: {
    status: 404,
    message: "There is no open dead letter with this id.",
    remedy: "List the dead letters to see which are open; what was replayed or dismissed is settled.",
  },
  HOOK_REFUSED: {
    status: 401,
    message: "There is no webhook at this address, or the request does not carry its signature.",
    remedy: "Compare address, secret and kind of signature with the trigger of the rule, which must be enabled.",
  },
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
    remedy: "Ask an administrator to create a connection for the host: belfry connections add.",
  },
  CONNECTION_NOT_FOUND: {
    status: 404,
    message: "There is no connection with this name.",
    remedy: "List the connections to see their names.",
  },
  SECRET_IN_USE: {
    status: 409,
    message: "Rules or accounts name this secret, so it was not removed.",
    remedy: "Change them first, or remove it all the same with force=true: they fail from then on.",
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
  APPROVAL_NOT_FOUND: {
    status: 404,
    message: "There is no approval with this id.",
    remedy: "List the approvals to see what waits.",
  },
  APPROVAL_DECIDED: {
    status: 409,
    message: "The approval has been decided, withdrawn or has expired.",
    remedy: "Look at it to see what became of it; ask again if it is still wanted.",
  },
  APPROVAL_REQUIRED: {
    status: 409,
    message: "A second person has to release this first.",
    remedy: "Enable the rule to ask for it; somebody else then approves it.",
  },
  APPROVAL_REJECTED: {
    status: 409,
    message: "A second person did not release it.",
    remedy: "Read the comment; retry the execution to ask again.",
  },
  APPROVAL_EXPIRED: {
    status: 409,
    message: "Nobody released it in time.",
    remedy: "Retry the execution to ask again.",
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
  PRECONDITION_FAILED: {
    status: 412,
    message: "Somebody has changed it since you read it, so nothing was done.",
    remedy: "Read it again, take over what the others did, and send the change with the new revision.",
  },
  USER_NOT_FOUND: {
    status: 404,
    message: "There is no user with this name.",
    remedy: "List the users to see their names.",
  },
  USER_EXISTS: {
    status: 409,
    message: "There is already a user with this name or e-mail address.",
    remedy: "Choose another one, or change the existing user.",
  },
  LAST_ADMINISTRATOR: {
    status: 409,
    message: "This is the last administrator who can sign in and is restricted to nothing.",
    remedy: "Make somebody else an administrator first.",
  },
  ROLE_NOT_FOUND: {
    status: 404,
    message: "There is no role with this name.",
    remedy: "List the roles to see their names.",
  },
  ROLE_BUILT_IN: {
    status: 409,
    message: "The role is built in, so it stays as it is.",
    remedy: "Make a role of your own with other permissions.",
  },
  ROLE_IN_USE: {
    status: 409,
    message: "Somebody has this role, so it cannot be removed.",
    remedy: "Give these users another role first.",
  },
  KEY_NOT_FOUND: {
    status: 404,
    message: "There is no API key with this id.",
    remedy: "List the API keys to see their ids.",
  },
  KEY_EXISTS: {
    status: 409,
    message: "There is already an API key with this name.",
    remedy: "Choose another name, or rotate or revoke the existing key.",
  },
  KEY_REVOKED: {
    status: 409,
    message: "The API key has been revoked or has expired, so it gets no new secret.",
    remedy: "Create a new key.",
  },
  SESSION_NOT_FOUND: {
    status: 404,
    message: "There is no such session; it may have ended.",
    remedy: "List the sessions to see which are left.",
  },
  PASSWORD_CHANGE_REQUIRED: {
    status: 403,
    message: "You have to choose a password of your own first.",
    remedy: "Change the password; everything else is open to you then.",
  },
  SECOND_FACTOR_REQUIRED: {
    status: 403,
    message: "You have to set up a second factor first.",
    remedy: "Set it up with an authenticator app; everything else is open to you then.",
  },
  SECOND_FACTOR_INVALID: {
    status: 401,
    message: "The code of the second factor is wrong, or it has been used before.",
    remedy: "Wait for the next code of the app, check the clock of its phone, or use a recovery code.",
  },
  SECOND_FACTOR_STATE: {
    status: 409,
    message: "The second factor is not in a state in which this is possible.",
    remedy: "Ask for its state first: it is set up, then confirmed with a code, then switched off with one.",
  },
  SSO_NOT_CONFIGURED: {
    status: 404,
    message: "Single sign-on is not set up here.",
    remedy: "Sign in with name and password, or set BELFRY_OIDC_ISSUER and the settings beside it.",
  },
  SSO_FAILED: {
    status: 401,
    message: "The sign-in through the provider did not work.",
    remedy: "Begin again from the login page.",
  },
  SSO_UNKNOWN_PERSON: {
    status: 403,
    message: "The provider knows you, but you have no account here.",
    remedy: "Ask an administrator for an account, or to allow that yours is linked.",
  },
  SSO_UNAVAILABLE: {
    status: 502,
    message: "The provider of single sign-on does not answer as it should.",
    remedy: "Try again later, or sign in with name and password.",
  },
  HEADERS_TOO_LARGE: {
    status: 431,
    message: "Address and headers of the request are longer than the API accepts.",
    remedy: "Send less: together they may have 16 KiB.",
  },
  REQUEST_TIMED_OUT: {
    status: 408,
    message: "The request did not arrive within the time it is waited for.",
    remedy: "Send it again over a connection that is faster.",
  },
  SORT_UNKNOWN: {
    status: 422,
    message: "The list cannot be sorted by this field.",
    remedy: "Use one of the fields that are named, with - in front for the other direction.",
  },
  METHOD_NOT_ALLOWED: {
    status: 405,
    message: "There is something at this address, but not for this method.",
    remedy: "Use one of the methods in the Allow header.",
  },
  RATE_LIMITED: {
    status: 429,
    message: "There were more requests within a minute than are allowed.",
    remedy: "Wait as long as the Retry-After header says, then go on more slowly.",
  },
  IDEMPOTENCY_KEY_REUSED: {
    status: 409,
    message: "This Idempotency-Key was used for another request.",
    remedy: "Use a new key for each new request, and an old one only to send the very same request again.",
  },
  IDEMPOTENCY_IN_FLIGHT: {
    status: 409,
    message: "The request with this Idempotency-Key is being carried out.",
    remedy: "Wait as long as the Retry-After header says, then send it again to get its answer.",
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
  INTERNAL: {
    status: 500,
    message: "Something went wrong inside Belfry.",
    remedy: "Look into the log with the id of this request, and report it.",
  },
} as const satisfies Record<string, CatalogEntry>;

export type ErrorCode = keyof typeof errorCatalog;
