import type { NotifyDeps } from "../notify-context.ts";

export interface AccountDeps extends NotifyDeps {
  /** The zone of accounts that name none. */
  readonly timeZone: string;
  /** Called after a commit that changed an account. */
  onAccountsChanged(): Promise<void>;
}
