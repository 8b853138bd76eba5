/** Why an execution lets go before its action has called anybody: the attempt does not count. */
export type ParkedOn =
  /** The breaker of the connection is open; its resume brings the execution back. */
  | { readonly kind: "connection"; readonly connection: string }
  /** A rate limit gave it a turn later. */
  | { readonly kind: "rate"; readonly until: Date };

/** What an action sees of it: it has no business with it, and the runner knows it already. */
export class Parked extends Error {
  override readonly name = "Parked";
  readonly on: ParkedOn;

  constructor(on: ParkedOn) {
    super(on.kind === "connection" ? `The connection ${on.connection} is not called now.` : "It is not its turn yet.");
    this.on = on;
  }
}
