import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

// The colours are those of the theme around it, so that it turns dark together with the page.
const look = EditorView.theme({
  "&": { color: "var(--ant-color-text)", backgroundColor: "var(--ant-color-bg-container)", fontSize: "13px" },
  // The frame around it shows where the keyboard is.
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--ant-font-family-code)", lineHeight: "1.6" },
  ".cm-content": { caretColor: "var(--ant-color-text)", padding: "8px 0" },
  ".cm-cursor, .cm-dropCursor": { borderLeftColor: "var(--ant-color-text)" },
  ".cm-gutters": {
    color: "var(--ant-color-text-tertiary)",
    backgroundColor: "var(--ant-color-bg-container)",
    borderRight: "1px solid var(--ant-color-border-secondary)",
  },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--ant-color-fill-quaternary)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "color-mix(in srgb, var(--ant-color-primary) 28%, transparent)",
  },
  ".cm-selectionMatch": { backgroundColor: "color-mix(in srgb, var(--ant-color-warning) 22%, transparent)" },
  ".cm-foldPlaceholder": {
    color: "var(--ant-color-text-secondary)",
    backgroundColor: "var(--ant-color-fill-tertiary)",
    border: "none",
  },
  ".cm-tooltip": {
    color: "var(--ant-color-text)",
    backgroundColor: "var(--ant-color-bg-elevated)",
    border: "1px solid var(--ant-color-border)",
    borderRadius: "7px",
    boxShadow: "0 6px 16px rgb(0 0 0 / 14%)",
    overflow: "hidden",
    zIndex: "1100",
  },
  ".cm-tooltip-autocomplete > ul": { fontFamily: "var(--ant-font-family-code)", maxHeight: "16em" },
  ".cm-tooltip-autocomplete > ul > li": { padding: "3px 8px" },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": {
    color: "var(--ant-color-text)",
    backgroundColor: "color-mix(in srgb, var(--ant-color-primary) 22%, transparent)",
  },
  ".cm-completionDetail": { color: "var(--ant-color-text-secondary)", fontStyle: "normal" },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "600" },
  ".cm-tooltip.cm-completionInfo": { padding: "8px 10px", maxWidth: "360px", overflow: "auto", maxHeight: "16em" },
  ".cm-explanation": { padding: "8px 10px", maxWidth: "420px", whiteSpace: "pre-line" },
  ".cm-explanation strong": { display: "block", fontFamily: "var(--ant-font-family-code)", fontSize: "12.5px" },
  ".cm-diagnostic": { whiteSpace: "pre-line", padding: "6px 10px", maxWidth: "520px" },
  ".cm-diagnostic-error": { borderLeft: "4px solid var(--ant-color-error)" },
  ".cm-diagnostic-warning": { borderLeft: "4px solid var(--ant-color-warning)" },
  ".cm-panels": {
    color: "var(--ant-color-text)",
    backgroundColor: "var(--ant-color-bg-layout)",
    borderColor: "var(--ant-color-border-secondary)",
  },
  ".cm-textfield, .cm-button": {
    color: "var(--ant-color-text)",
    backgroundColor: "var(--ant-color-bg-container)",
    backgroundImage: "none",
    border: "1px solid var(--ant-color-border)",
    borderRadius: "5px",
  },
  ".cm-changedLine": { backgroundColor: "color-mix(in srgb, var(--ant-color-success) 12%, transparent) !important" },
  ".cm-deletedChunk, &.cm-merge-a .cm-changedLine": {
    backgroundColor: "color-mix(in srgb, var(--ant-color-error) 11%, transparent) !important",
  },
  ".cm-changedText, &.cm-merge-b .cm-changedText": {
    background: "color-mix(in srgb, var(--ant-color-success) 30%, transparent) !important",
  },
  ".cm-deletedText, &.cm-merge-a .cm-changedText, .cm-deletedChunk .cm-deletedText": {
    background: "color-mix(in srgb, var(--ant-color-error) 28%, transparent) !important",
  },
  // Coloured words on a coloured ground would be hard to read.
  ".cm-changedText, .cm-changedText *, .cm-deletedText, .cm-deletedText *": {
    color: "var(--ant-color-text) !important",
  },
  ".cm-collapsedLines": {
    color: "var(--ant-color-text-secondary)",
    background: "var(--ant-color-fill-tertiary)",
    padding: "3px 8px",
  },
  // Its own sign is missing in most fonts.
  ".cm-collapsedLines::before, .cm-collapsedLines::after": { content: '"⋯" !important', margin: "0 6px" },
  ".cm-deletedLine, .cm-insertedLine": { background: "none", textDecoration: "none" },
});

const words = HighlightStyle.define([
  { tag: [tags.definition(tags.propertyName), tags.propertyName], color: "var(--ant-color-link)" },
  { tag: [tags.string, tags.content], color: "var(--ant-color-text)" },
  { tag: [tags.special(tags.string), tags.attributeValue], color: "var(--ant-color-success-text)" },
  { tag: [tags.number, tags.bool, tags.null, tags.keyword, tags.atom], color: "var(--ant-color-warning-text)" },
  { tag: [tags.lineComment, tags.comment], color: "var(--ant-color-text-tertiary)", fontStyle: "italic" },
  { tag: [tags.separator, tags.punctuation, tags.meta], color: "var(--ant-color-text-secondary)" },
]);

export const editorLook: Extension = [look, syntaxHighlighting(words)];
