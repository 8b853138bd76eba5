import { AppError, isAppError } from "@belfry/model";

/** Another node holds the execution now: what this one still knows of it is dropped. */
export function leaseLost(reason: string): AppError {
  return new AppError("LEASE_LOST", { reason });
}

export function isLeaseLost(error: unknown): boolean {
  return isAppError(error, "LEASE_LOST");
}
