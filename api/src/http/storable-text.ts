import { AppError, isAppError, type Problem } from "@belfry/model";

/**
 * Refuses text that PostgreSQL cannot keep: a NUL character, and half of a surrogate pair. Found here it is a mistake of
 * the request, found by the database it would be a failure of ours.
 *
 * @throws AppError REQUEST_INVALID
 */
export function checkStorableText(value: unknown, path = ""): void {
  if (typeof value === "string") {
    if (!value.includes("\0") && value.isWellFormed()) return;
    const message = "The text holds a NUL character or half of a character.";
    throw new AppError("REQUEST_INVALID", { problems: [{ path, message, remedy: "Remove it." }] });
  }
  if (typeof value !== "object" || value === null) return;
  for (const [key, item] of Object.entries(value)) {
    const inside = path === "" ? key : `${path}.${key}`;
    checkStorableText(key, inside);
    checkStorableText(item, inside);
  }
}

/** The same as a list, for what is kept although it is refused. */
export function problemsOfText(value: unknown): readonly Problem[] {
  try {
    checkStorableText(value);
    return [];
  } catch (error) {
    if (isAppError(error)) return error.problems;
    throw error;
  }
}
