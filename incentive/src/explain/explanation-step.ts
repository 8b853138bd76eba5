/** One rule that was looked at, and what came of it. */
export interface ExplanationStep {
  readonly rule:
    | "counted"
    | "cap"
    | "historical"
    | "announcementOnly"
    | "selfReferral"
    | "lucky"
    | "minContracts"
    | "tier";
  /** The award that the rule granted; undefined: it granted none. */
  readonly granted?: string;
  readonly zh: string;
  readonly en: string;
}
