export { ExplainButton } from "./ExplainButton.tsx";
export { ExplainSteps } from "./ExplanationView.tsx";
export { useStepText } from "./use-step-text.ts";
