import type { CatalogEntry } from "./catalog-entry.ts";

/** Requests, and the people and programs that make them. */
export const accessErrors = {
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
} as const satisfies Record<string, CatalogEntry>;
