/**
 * Whether the database refused the data itself (a value out of range, a broken text, a key that exists): sending the same
 * again cannot help. By SQLSTATE class: 22 data exception, 23 integrity constraint, 54 limit of the program.
 */
export function isDataError(error: unknown): boolean {
  return error instanceof Error && "code" in error && /^(?:22|23|54)[0-9A-Z]{3}$/.test(String(error.code));
}
