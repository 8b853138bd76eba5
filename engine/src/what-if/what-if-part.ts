import type { EngineCore } from "../engine-core.ts";
import { previewEdited, type EditedPreview } from "./preview-edited.ts";
import { whatIf, type WhatIfOptions } from "./what-if.ts";
import type { WhatIf } from "./what-if-view.ts";

/** What the engine answers about rules that are not saved. */
export interface WhatIfPart {
  /**
   * Replays the last days against a rule that is not saved, and compares when it would have fired with when it did.
   * Nothing is written.
   * @throws AppError RULE_INVALID with all problems, RULE_NOT_FOUND
   */
  whatIf(slug: string, options: WhatIfOptions): Promise<WhatIf>;
  /** The next fire times of a rule as it is and as it would be. @throws AppError RULE_INVALID */
  previewEdited(slug: string, edited: { readonly definition: unknown; readonly count: number }): Promise<EditedPreview>;
}

export function createWhatIfPart(core: EngineCore): WhatIfPart {
  return {
    whatIf: (slug, options) => whatIf(core, slug, options),
    previewEdited: (slug, edited) => previewEdited(core, slug, edited),
  };
}
