import type { Translation } from "../translation.ts";

/** What the console says instead of the English words of the API, by code. */
export const problem = {
  remedy: "What to do: ",
  at: "line {{line}}, column {{column}}",
  retryAfter: "It can be tried again in {{time}}.",
  notFound: "There is no such page",
  notFoundText: "The address may be wrong, or what was there is gone.",
  home: "Back to the rules",
  crashed: "This page failed",
  crashedText: "Loading it again mostly helps. If it happens again, report the text below.",
  reload: "Load again",
  codes: {
    SERVER_UNREACHABLE: {
      title: "The server cannot be reached.",
      remedy: "Make sure that Belfry runs; the page tries again by itself.",
    },
    UNEXPECTED_ANSWER: {
      title: "The answer does not come from Belfry.",
      remedy: "Check the address, and what stands between here and there.",
    },
    LOGIN_FAILED: {
      title: "The name or the password is wrong.",
      remedy: "Try again, or ask an administrator for a new password.",
    },
    NOT_AUTHENTICATED: { title: "You are not signed in.", remedy: "Sign in again." },
    TOO_MANY_ATTEMPTS: { title: "There were too many failed attempts.", remedy: "Wait a little, then try again." },
    PASSWORD_CHANGE_REQUIRED: {
      title: "You have to choose a password of your own first.",
      remedy: "Change the password; everything else is open to you then.",
    },
    SECOND_FACTOR_REQUIRED: {
      title: "You have to set up a second factor first.",
      remedy: "Set it up with an authenticator app; everything else is open to you then.",
    },
    SECOND_FACTOR_INVALID: {
      title: "The code is wrong, or it has been used before.",
      remedy: "Wait for the next code of the app, check the clock of the phone, or use a recovery code.",
    },
    SECOND_FACTOR_STATE: {
      title: "The second factor is not in a state in which this is possible.",
      remedy: "Load the page again to see its state.",
    },
    SSO_NOT_CONFIGURED: { title: "Single sign-on is not set up here.", remedy: "Sign in with name and password." },
    SSO_FAILED: { title: "The sign-in through the provider did not work.", remedy: "Begin again from this page." },
    SSO_UNKNOWN_PERSON: {
      title: "The provider knows you, but you have no account here.",
      remedy: "Ask an administrator for an account, or to allow that yours is linked.",
    },
    SSO_UNAVAILABLE: {
      title: "The provider of single sign-on does not answer as it should.",
      remedy: "Try again later, or sign in with name and password.",
    },
    SESSION_NOT_FOUND: { title: "There is no such session; it may have ended.", remedy: "Load the list again." },
    RATE_LIMITED: { title: "There were too many requests within a minute.", remedy: "Wait a little, then try again." },
    USER_NOT_FOUND: { title: "There is no such user.", remedy: "Choose one from the list." },
    USER_EXISTS: {
      title: "There is already a user with this name or e-mail address.",
      remedy: "Choose another one, or change the existing user.",
    },
    LAST_ADMINISTRATOR: {
      title: "This is the last administrator who can sign in and is restricted to nothing.",
      remedy: "Make somebody else an administrator first.",
    },
    ROLE_NOT_FOUND: { title: "There is no such role.", remedy: "Choose one from the list." },
    ROLE_BUILT_IN: { title: "Built-in roles stay as they are.", remedy: "Make a role of your own." },
    ROLE_IN_USE: { title: "Somebody has this role.", remedy: "Give these users another role first." },
    KEY_NOT_FOUND: { title: "There is no such key.", remedy: "Choose one from the list." },
    KEY_EXISTS: {
      title: "There is already a key with this name.",
      remedy: "Choose another name, or rotate or revoke the existing key.",
    },
    KEY_REVOKED: { title: "The key has been revoked or has expired.", remedy: "Create a new key." },
    CONNECTION_NOT_FOUND: { title: "There is no such connection.", remedy: "Choose one from the list." },
    SECRET_NOT_FOUND: { title: "There is no such secret.", remedy: "Choose one from the list." },
    APPROVAL_NOT_FOUND: { title: "There is no such approval.", remedy: "Choose one from the list." },
    APPROVAL_DECIDED: {
      title: "The approval has been decided, withdrawn or has expired.",
      remedy: "Look at what became of it; ask again if it is still wanted.",
    },
    APPROVAL_REQUIRED: {
      title: "A second person has to release this first.",
      remedy: "Enable the rule to ask for it; somebody else then approves.",
    },
    PRECONDITION_FAILED: { title: "Somebody has changed it meanwhile; nothing was done.", remedy: "Load it again." },
    PERMISSION_DENIED: { title: "You may not do this.", remedy: "Ask an administrator for the permission." },
    ORIGIN_REFUSED: {
      title: "The request comes from a page of another site.",
      remedy: "Open the console at its own address.",
    },
    RULE_NOT_FOUND: { title: "There is no rule with this name.", remedy: "Choose one from the list." },
    RULE_NOT_ENABLED: { title: "The rule is archived and cannot run.", remedy: "Enable it first." },
    INPUT_INVALID: { title: "The inputs do not fit what the rule asks for.", remedy: "Correct what is named below." },
    EXECUTION_NOT_FOUND: { title: "There is no execution with this id.", remedy: "Choose one from the list." },
    EXECUTION_ALREADY_FINISHED: {
      title: "The execution has ended and cannot be cancelled.",
      remedy: "Nothing is left to stop; run the rule again if you need to.",
    },
    EXECUTION_NOT_RETRYABLE: {
      title: "The execution cannot be retried now.",
      remedy: "Only failed and cancelled executions can; wait until it has ended.",
    },
    ARTIFACT_NOT_FOUND: {
      title: "The file is not there.",
      remedy: "Its keeping time may be over; run the rule again.",
    },
    MESSAGE_NOT_FOUND: {
      title: "There is no such mail or message.",
      remedy: "It may have been cleared; choose one from the list.",
    },
    NOT_FOUND: { title: "There is nothing here.", remedy: "Check the address." },
    REQUEST_INVALID: { title: "The request cannot be read.", remedy: "Correct what is named below." },
    DATABASE_UNREACHABLE: {
      title: "The database cannot be reached.",
      remedy: "Make sure that it runs; work goes on by itself then.",
    },
    DISK_FULL: { title: "The disk is full.", remedy: "Free some space; work goes on by itself and nothing is lost." },
    INTERNAL: { title: "Something went wrong inside Belfry.", remedy: "Look into the server's log and report it." },
    CALENDAR_IN_USE: {
      title: "Rules still ask this calendar.",
      remedy: "Give these rules another calendar first.",
    },
    CALENDAR_INVALID: {
      title: "The calendar is wrong, and was not saved.",
      remedy: "Correct each place in the list.",
    },
    CALENDAR_NOT_FOUND: { title: "There is no such calendar.", remedy: "It may have been removed or renamed." },
    DEAD_LETTER_NOT_FOUND: { title: "There is no such dead letter.", remedy: "It may be settled already; reload." },
    EVENT_INVALID: {
      title: "The event still cannot be read.",
      remedy: "Correct each place in the list, then try again.",
    },
    EVENT_NOT_FOUND: { title: "There is no such event.", remedy: "Its time may be over, or you may not see it." },
    NOTICE_INVALID: {
      title: "This notice cannot be read.",
      remedy: "Paste all of it, with its title; what is listed contradicts itself or is not understood.",
    },
    RECORD_TABLE_NOT_FOUND: { title: "There is no such table.", remedy: "It may have been removed." },
    RULE_EXISTS: {
      title: "There is already a rule with this name.",
      remedy: "Choose another name, or change the existing rule.",
    },
    RULE_INVALID: { title: "The rule is wrong, and was not saved.", remedy: "Correct each place in the list." },
    RULE_KEPT_ELSEWHERE: {
      title: "The rule is kept in other files.",
      remedy: "Change it there, or take it over if it moved here.",
    },
    RULE_VERSION_NOT_FOUND: {
      title: "The rule has no such version.",
      remedy: "The list of versions has their numbers.",
    },
  },
} as const satisfies Translation["problem"];
