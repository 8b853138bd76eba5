/** One entry of the audit trail, as people read it. */
export interface AuditEntry {
  /** Its number: 1 for the first, without gaps. */
  readonly id: number;
  readonly at: Date;
  readonly actor: { readonly kind: string; readonly name: string };
  readonly address: string | null;
  readonly requestId: string | null;
  readonly action: string;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly outcome: "done" | "denied" | "failed";
  /** The changes and whatever else is worth knowing; empty once it was erased at the wish of a person in it. */
  readonly detail: Readonly<Record<string, unknown>> | null;
}

/** Which entries to give. What is left out restricts nothing. */
export interface AuditFilter {
  /** The name of the person or key. */
  readonly actor?: string;
  /** An action (`rules.save`), or a noun for all of its actions (`rules`). */
  readonly action?: string;
  readonly subjectKind?: string;
  readonly subject?: string;
  readonly outcome?: AuditEntry["outcome"];
  readonly from?: Date;
  readonly until?: Date;
}
