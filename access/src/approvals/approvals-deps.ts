import type { Store } from "@belfry/store";
import type { InstallationSettings } from "../settings/installation-settings.ts";
import type { ApprovalEffects } from "./approval-effects.ts";

export interface ApprovalsDeps {
  readonly store: Store;
  readonly settings: InstallationSettings;
  readonly effects: ApprovalEffects;
  readonly onError: (error: unknown) => void;
}
