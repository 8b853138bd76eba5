/** Who does something, and from where: what the audit trail keeps. */
export interface Actor {
  readonly kind: "person" | "key" | "token" | "system" | "unknown";
  /** The name of the person or the key; of `unknown`, the name that was tried. */
  readonly name: string;
  /** The network address the request came from. */
  readonly address: string | null;
  readonly requestId: string | null;
}

/** Belfry itself: what it does on a schedule or at its start. */
export const systemActor: Actor = { kind: "system", name: "belfry", address: null, requestId: null };
