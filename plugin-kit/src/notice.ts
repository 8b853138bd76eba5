/** Something that people are told inside of Belfry. */
export interface Notice {
  readonly level: "info" | "warning" | "error";
  readonly title: string;
  /** @default nothing more */
  readonly body?: string;
  /** Where more stands: a page of the console that begins with a slash, or an address. @default none */
  readonly link?: string;
  /** People by the names with which they sign in. @default none */
  readonly users?: readonly string[];
  /** Everybody who has one of these roles now. @default none */
  readonly roles?: readonly string[];
}

export interface NoticeSent {
  /** How many people it is for. */
  readonly recipients: number;
  /** Names that nobody has. */
  readonly unknown: readonly string[];
  /** Why nobody was told; nothing: those that it is for were. */
  readonly suppressed?: string;
}
