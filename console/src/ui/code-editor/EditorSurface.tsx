import { autocompletion, type CompletionContext, type CompletionResult } from "@codemirror/autocomplete";
import { yaml } from "@codemirror/lang-yaml";
import { linter, lintGutter, type Diagnostic } from "@codemirror/lint";
import type { Extension } from "@codemirror/state";
import { EditorView, hoverTooltip, tooltips } from "@codemirror/view";
import { basicSetup } from "codemirror";
import { useEffect, useEffectEvent, useImperativeHandle, useRef, type ReactElement } from "react";
import { usePreferences } from "../../preferences/index.ts";
import { editorLook } from "./editor-look.ts";
import { editorPhrases } from "./editor-phrases.ts";
import type { CodeEditorProps, EditorProblem, Explanation, Suggestions } from "./editor-props.ts";
import styles from "./EditorSurface.module.css";

/** How long nobody types before the text is checked. */
const CHECK_AFTER_MS = 400;

export function EditorSurface(props: CodeEditorProps): ReactElement {
  const { language } = usePreferences();
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const changed = useEffectEvent((text: string) => props.onChange?.(text));
  const suggested = useEffectEvent((text: string, offset: number) => props.suggest?.(text, offset));
  const explained = useEffectEvent((text: string, offset: number) => props.explain?.(text, offset));
  const checked = useEffectEvent(async (text: string) => (await props.check?.(text)) ?? []);
  const extensions = useEffectEvent((): Extension => [
    basicSetup,
    yaml(),
    editorLook,
    editorPhrases(language),
    EditorView.lineWrapping,
    // Named twice as something to focus: not everything that looks at a page counts what can be edited.
    EditorView.contentAttributes.of({ "aria-label": props.label, tabindex: "0" }),
    // Not cut off by the panel around it.
    tooltips({ position: "fixed" }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) changed(update.state.doc.toString());
    }),
    props.suggest === undefined ? [] : autocompletion({ override: [completionOf(suggested)], icons: false }),
    props.explain === undefined ? [] : hoverTooltip(tooltipOf(explained), { hoverTime: 400 }),
    props.check === undefined ? [] : [linter(diagnosticsOf(checked), { delay: CHECK_AFTER_MS }), lintGutter()],
  ]);
  const begin = useEffectEvent(
    (parent: HTMLElement) => new EditorView({ parent, doc: props.initial, extensions: extensions() }),
  );

  useEffect(() => {
    if (host.current === null) return undefined;
    const created = begin(host.current);
    view.current = created;
    return () => {
      view.current = null;
      created.destroy();
    };
  }, []);

  useImperativeHandle(props.handle, () => ({
    goTo(offset) {
      const selection = { anchor: Math.min(offset, view.current?.state.doc.length ?? 0) };
      view.current?.dispatch({ selection, effects: EditorView.scrollIntoView(selection.anchor, { y: "center" }) });
      view.current?.focus();
    },
  }));

  return (
    <div
      ref={host}
      className={styles["surface"]}
      style={props.lines === undefined ? {} : { height: `${props.lines * 1.6 * 13 + 20}px`, minHeight: 0 }}
    />
  );
}

function completionOf(suggest: (text: string, offset: number) => Suggestions | undefined) {
  return ({ state, pos, explicit, view }: CompletionContext): CompletionResult | null => {
    const found = suggest(state.doc.toString(), pos);
    // On an empty place it only appears when somebody asks, or has just begun a line or a value.
    const isIdle = found?.from === pos && !explicit && view?.state.doc.lineAt(pos).text.trim() === "";
    if (found === undefined || isIdle || found.options.length === 0) return null;
    return {
      from: found.from,
      validFor: /^[\w.-]*$/,
      options: found.options.map(({ label, insert, detail, info, kind, boost = 0 }) => ({
        label,
        type: kind,
        boost,
        ...(insert !== undefined && { apply: insert }),
        ...(detail !== undefined && { detail }),
        ...(info !== undefined && { info }),
      })),
    };
  };
}

function tooltipOf(explain: (text: string, offset: number) => Explanation | undefined) {
  return ({ state }: EditorView, pos: number) => {
    const found = explain(state.doc.toString(), pos);
    if (found === undefined) return null;
    const create = () => {
      const dom = document.createElement("div");
      dom.className = "cm-explanation";
      const title = document.createElement("strong");
      title.textContent = found.title;
      dom.append(title, found.text);
      return { dom };
    };
    return { pos: found.from, end: found.to, above: true, create };
  };
}

function diagnosticsOf(check: (text: string) => Promise<readonly EditorProblem[]>) {
  return async ({ state }: EditorView): Promise<Diagnostic[]> => {
    const { length } = state.doc;
    const problems = await check(state.doc.toString());
    return problems.map(({ from, to, severity, message, remedy }) => ({
      from: Math.min(from, length),
      to: Math.min(Math.max(to, from), length),
      severity,
      message: remedy === undefined ? message : `${message}\n${remedy}`,
    }));
  };
}
