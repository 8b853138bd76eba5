export { CodeEditor } from "./CodeEditor.tsx";
export type { EditorHandle, EditorProblem, Explanation, Suggestion, Suggestions } from "./editor-props.ts";
export { TextDiff } from "./TextDiff.tsx";
