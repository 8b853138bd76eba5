/**
 * Every error a caller can meet: its HTTP status, what happened, and what to do about it.
 *
 * Callers and plugins compare the code, never the class or the text. docs/reference/errors.md has one heading per code,
 * and a test compares the two in both directions. Append new codes at the end of their group.
 */
import { accessErrors } from "./catalog/access-errors.ts";
import { executionErrors } from "./catalog/execution-errors.ts";
import { gridErrors } from "./catalog/grid-errors.ts";
import { incentiveErrors } from "./catalog/incentive-errors.ts";
import { installationErrors } from "./catalog/installation-errors.ts";
import { ruleErrors } from "./catalog/rule-errors.ts";
import { sendingErrors } from "./catalog/sending-errors.ts";

export const errorCatalog = {
  ...ruleErrors,
  ...executionErrors,
  ...gridErrors,
  ...incentiveErrors,
  ...sendingErrors,
  ...accessErrors,
  ...installationErrors,
} as const;

export type ErrorCode = keyof typeof errorCatalog;
