export { CodeEditor } from "./CodeEditor.tsx";
export type {
  CodeEditorProps,
  EditorHandle,
  EditorProblem,
  Explanation,
  Suggestion,
  Suggestions,
} from "./editor-props.ts";
export { TextDiff } from "./TextDiff.tsx";
