import type { ChannelContext } from "./channel-context.ts";

/** What a provider says later of a delivery that it took, or of one whose fate was unknown. */
export interface DeliveryReceipt {
  /** Under which the provider knows it, or else the key that Belfry gave it. */
  readonly providerId?: string;
  readonly messageKey?: string;
  /** Whose delivery it is, where one id stands for several recipients. @default all of the id */
  readonly recipient?: string;
  /**
   * `bounced`: it came back; `hard` when the address does not exist. `failed`: it was not delivered, and that says nothing
   * of the address. `accepted`: the provider has it after all.
   */
  readonly state: "delivered" | "bounced" | "failed" | "accepted";
  readonly bounce?: "hard" | "soft";
  /** The recipient called it spam. */
  readonly complaint?: boolean;
  /** How many the provider bills for it. */
  readonly segments?: number;
  readonly at?: Date;
  readonly reason?: string;
  readonly code?: string;
  readonly answer?: string;
}

/** What is asked of a provider about one delivery. */
export interface DeliveryQuestion {
  readonly messageKey: string;
  readonly recipient: string;
  readonly providerId?: string;
  readonly sentAt: Date;
}

/** What a provider posts to Belfry. */
export interface ReceiptRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** How receipts of a provider are read, and what it is told then; it pushes them again until it is told. */
export interface ReceiptReader<Config> {
  /** @throws AppError REQUEST_INVALID for a body that is not the provider's */
  read(ctx: ChannelContext, request: ReceiptRequest, config: Config): Promise<readonly DeliveryReceipt[]>;
  readonly answer: { readonly mediaType: string; readonly body: string };
  /**
   * What a provider is told that asks by GET whether the address is really there, before it posts anything.
   * @default it does not ask
   * @throws AppError REQUEST_INVALID for a question that is not the provider's
   */
  confirm?(ctx: ChannelContext, request: ReceiptRequest, config: Config): Promise<string>;
}
