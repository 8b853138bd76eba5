/** A sending account of a channel. */
export interface Account {
  readonly channel: string;
  /** Unique within its channel. */
  readonly name: string;
  /** As the channel's schema asks for it; a secret stands in it as `{ $secret: name }`. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly enabled: boolean;
  /** Lower is asked first. */
  readonly priority: number;
}

export interface AccountDraft {
  readonly channel: string;
  readonly name: string;
  readonly config: Readonly<Record<string, unknown>>;
  /** @default true */
  readonly enabled?: boolean;
  /** Lower is asked first. @default 100 */
  readonly priority?: number;
}
