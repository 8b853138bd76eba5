import type { SendingCaps } from "@belfry/plugin-kit";

/** What the operator allows an account: what is left out is as its channel says, null is no cap at all. */
export type CapsOverride = { readonly [Cap in keyof SendingCaps]?: number | null | undefined };

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
  /** Its part of the work among the accounts of the same priority. */
  readonly weight: number;
  readonly caps: CapsOverride;
  /** Whose days and months its caps count by; null: that of the installation. */
  readonly timeZone: string | null;
}

export interface AccountDraft {
  readonly channel: string;
  readonly name: string;
  readonly config: Readonly<Record<string, unknown>>;
  /** @default true */
  readonly enabled?: boolean;
  /** Lower is asked first. @default 100 */
  readonly priority?: number;
  /** From 1 to 1,000. @default 1 */
  readonly weight?: number;
  /** @default as the channel says */
  readonly caps?: CapsOverride;
  /** @default null (that of the installation) */
  readonly timeZone?: string | null;
}

export interface NamedAccount {
  readonly channel: string;
  readonly account: string;
}

/** An account that was refused, and again when it was tried after its rest. */
export interface FailingAccount extends NamedAccount {
  readonly reason: string | null;
  readonly code: string | null;
  readonly restsUntil: string | null;
}
