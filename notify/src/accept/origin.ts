/** The action that makes a message. */
export interface Origin {
  readonly rule: string;
  readonly action: string;
  /** The labels of the rule; the message has them, too. @default none */
  readonly labels?: Readonly<Record<string, string>>;
  /** From how many recipients on the rule wants it held; null: the rule does not say. */
  readonly recipientsAbove: number | null;
}
