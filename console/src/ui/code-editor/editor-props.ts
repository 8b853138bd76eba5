import type { Ref } from "react";

/** Something wrong in the text, at offsets from its beginning. */
export interface EditorProblem {
  readonly from: number;
  readonly to: number;
  readonly severity: "error" | "warning";
  readonly message: string;
  readonly remedy?: string;
}

/** What may be written at the cursor. */
export interface Suggestion {
  readonly label: string;
  /** What is inserted. @default the label */
  readonly insert?: string;
  /** Stands small behind the label. */
  readonly detail?: string;
  /** Stands beside the list while it is chosen. */
  readonly info?: string;
  readonly kind: "property" | "enum";
  /** Higher ones stand first. @default 0 */
  readonly boost?: number;
}

export interface Suggestions {
  /** Where the word begins that they replace. */
  readonly from: number;
  readonly options: readonly Suggestion[];
}

/** What a word of the text means, shown when the mouse rests on it. */
export interface Explanation {
  readonly from: number;
  readonly to: number;
  readonly title: string;
  readonly text: string;
}

export interface EditorHandle {
  /** Puts the cursor there and shows it. */
  goTo(offset: number): void;
}

/** What is given at the beginning stays: another text, or other words to complete, is another editor with another `key`. */
export interface CodeEditorProps {
  readonly label: string;
  readonly initial: string;
  readonly onChange?: (text: string) => void;
  readonly suggest?: (text: string, offset: number) => Suggestions | undefined;
  readonly explain?: (text: string, offset: number) => Explanation | undefined;
  /** Called when nobody has typed for a moment. */
  readonly check?: (text: string) => Promise<readonly EditorProblem[]>;
  /** In lines. @default as many as there is room for */
  readonly lines?: number;
  readonly handle?: Ref<EditorHandle>;
}

export interface TextDiffProps {
  readonly before: { readonly text: string; readonly label: string };
  readonly after: { readonly text: string; readonly label: string };
}
