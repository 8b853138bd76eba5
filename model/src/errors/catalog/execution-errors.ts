import type { CatalogEntry } from "./catalog-entry.ts";

/** Executions and what they leave behind. */
export const executionErrors = {
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
  RECORD_TABLE_NOT_FOUND: {
    status: 404,
    message: "There is no table of records with this name.",
    remedy: "List the tables to see their names, or make it (belfry records create NAME).",
  },
  RECORD_TABLE_FULL: {
    status: 409,
    message: "The table of records would have more rows than it may.",
    remedy: "Remove records that nobody needs, or raise the limit of the table; nothing was written.",
  },
  LOOKUP_TOO_LARGE: {
    status: 422,
    message: "The table has more than 10,000 rows, which are too many to look values up in.",
    remedy: "Keep fewer rows in it, or read the record in an action (record.get).",
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
  EXECUTION_RETRIED_ALREADY: {
    status: 409,
    message: "The execution was retried from the start, so another one runs in its place.",
    remedy: "Look at the newer execution; retry that one when it has failed.",
  },
  RETRY_STEPS_DIFFER: {
    status: 409,
    message: "The newest version of the rule does not begin with the steps that this execution has finished.",
    remedy: "Retry it from the start, or with the version of the rule that it ran.",
  },
  FAILURE_GROUP_NOT_FOUND: {
    status: 404,
    message: "There is no group of failures with this name.",
    remedy: "List the failures to see which groups there are; what was retried or closed is in none.",
  },
  FAILURES_NOT_FOUND: {
    status: 404,
    message: "No failed execution fits what was asked for.",
    remedy: "List the failures to see which there are; what was retried or closed is not among them.",
  },
  FAILURE_JOB_NOT_FOUND: {
    status: 404,
    message: "There is no retry or closing of many executions with this id.",
    remedy: "List the jobs to see which there are; old ones expire.",
  },
  FAILURE_JOB_ENDED: {
    status: 409,
    message: "The retry or closing of many executions has ended, so it cannot be stopped.",
    remedy: "Nothing is left to stop; cancel the executions themselves if you need to.",
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
  EXECUTION_POISONED: {
    status: 500,
    message: "The execution was set aside: each node that ran it died.",
    remedy: "Find out what its action does to the process (memory, a native library), then retry it.",
  },
  DRY_RUN_BUSY: {
    status: 429,
    message: "As many rules as may be are being tried out right now.",
    remedy: "Wait a few seconds and try again.",
  },
} as const satisfies Record<string, CatalogEntry>;
