/** A text that a filter has made for one kind of place: it is written there as it is, and escaped everywhere else. */
export class SafeText {
  readonly kind: "html" | "markdown";
  readonly text: string;

  constructor(kind: "html" | "markdown", text: string) {
    this.kind = kind;
    this.text = text;
  }

  /** For filters that follow, which know texts only. */
  toString(): string {
    return this.text;
  }
}
