import type { Translation } from "../translation.ts";

/** What the console says instead of the English words of the API, by code. */
export const problem = {
  remedy: "What to do: ",
  at: "line {{line}}, column {{column}}",
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
  },
} as const satisfies Translation["problem"];
