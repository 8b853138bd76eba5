import { yaml } from "@codemirror/lang-yaml";
import { MergeView, unifiedMergeView } from "@codemirror/merge";
import { EditorState, type Extension } from "@codemirror/state";
import { EditorView, lineNumbers } from "@codemirror/view";
import { useEffect, useRef, useSyncExternalStore, type ReactElement } from "react";
import { usePreferences } from "../../preferences/index.ts";
import styles from "./DiffSurface.module.css";
import { editorLook } from "./editor-look.ts";
import { editorPhrases } from "./editor-phrases.ts";
import type { TextDiffProps } from "./editor-props.ts";

const wideScreen = matchMedia("(min-width: 900px)");
const watchScreen = (listener: () => void) => {
  wideScreen.addEventListener("change", listener);
  return () => wideScreen.removeEventListener("change", listener);
};
const collapseUnchanged = { margin: 3, minSize: 5 };

export function DiffSurface({ before, after }: TextDiffProps): ReactElement {
  const { language } = usePreferences();
  const host = useRef<HTMLDivElement>(null);
  const isWide = useSyncExternalStore(watchScreen, () => wideScreen.matches);
  const [old, oldLabel, now, nowLabel] = [before.text, before.label, after.text, after.label];

  useEffect(() => {
    const parent = host.current;
    if (parent === null) return undefined;
    const common = (label: string): Extension => [
      yaml(),
      lineNumbers(),
      editorLook,
      editorPhrases(language),
      EditorView.lineWrapping,
      EditorState.readOnly.of(true),
      EditorView.editable.of(false),
      // It cannot be written in, but a keyboard has to be able to scroll it.
      EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0" }),
    ];
    const view = isWide
      ? new MergeView({
          parent,
          a: { doc: old, extensions: common(oldLabel) },
          b: { doc: now, extensions: common(nowLabel) },
          collapseUnchanged,
        })
      : new EditorView({
          parent,
          doc: now,
          extensions: [
            common(`${oldLabel} → ${nowLabel}`),
            unifiedMergeView({ original: old, mergeControls: false, collapseUnchanged }),
          ],
        });
    return () => view.destroy();
  }, [isWide, old, oldLabel, now, nowLabel, language]);

  return (
    <div className={styles["frame"]}>
      <div className={styles["labels"]}>
        <span className={isWide ? styles["half"] : undefined}>{oldLabel}</span>
        <span className={styles[isWide ? "half" : "arrow"]}>{nowLabel}</span>
      </div>
      <div ref={host} className={styles["host"]} />
    </div>
  );
}
