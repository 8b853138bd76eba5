/**
 * Something about this installation that helps an attacker. A `finding` is unsafe as it is and fails the doctor; a `hint`
 * is worth knowing, and right for some installations.
 */
export interface SecurityFinding {
  /** Stays the same from version to version: `listens-without-https`. */
  readonly id: string;
  readonly level: "finding" | "hint";
  /** What was found. */
  readonly message: string;
  /** What an attacker makes of it. */
  readonly why: string;
  readonly remedy: string;
}
