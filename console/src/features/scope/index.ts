export { everything, toScope, toScopeForm } from "./scope-form.ts";
export type { ScopeForm } from "./scope-form.ts";
export { ScopeItems } from "./ScopeItems.tsx";
export { ScopeText } from "./ScopeText.tsx";
export { useScopeChoices } from "./use-scope-choices.ts";
