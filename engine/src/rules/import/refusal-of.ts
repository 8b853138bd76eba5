import { isAppError, type ErrorCode, type Problem } from "@belfry/model";

/**
 * Why a part of a bundle is refused. What is no refusal (a broken connection, a mistake of ours) goes on its way.
 * @throws the error itself
 */
export function refusalOf(error: unknown): { readonly code: ErrorCode; readonly problems: readonly Problem[] } {
  if (!isAppError(error) || error.status >= 500) throw error;
  const { code, problems, message, remedy } = error;
  return { code, problems: problems.length > 0 ? problems : [{ path: "", message, remedy }] };
}
