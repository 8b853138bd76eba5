import { EditorState, type Extension } from "@codemirror/state";
import type { Language } from "../../preferences/index.ts";

/** What the editor itself says and reads out; it speaks English by birth. */
const chinese: Readonly<Record<string, string>> = {
  "$ unchanged lines": "$ 行没有变化",
  Completions: "可选项",
  "Control character": "控制字符",
  Diagnostics: "问题",
  "No diagnostics": "没有问题",
  "Selection deleted": "已删除选中内容",
  "Go to line": "跳到行",
  "current match": "当前匹配",
  "folded code": "已折叠",
  "Folded lines": "已折叠的行",
  "Unfolded lines": "已展开的行",
  "Fold line": "折叠",
  "Unfold line": "展开",
  unfold: "展开",
  go: "跳转",
  "on line": "位于行",
  to: "到",
  Find: "查找",
  Replace: "替换",
  all: "全部",
  "by word": "整词",
  close: "关闭",
  "match case": "区分大小写",
  next: "下一个",
  previous: "上一个",
  regexp: "正则",
  replace: "替换",
  "replace all": "全部替换",
  "replaced $ matches": "已替换 $ 处",
  "replaced match on line $": "已替换第 $ 行",
};

export function editorPhrases(language: Language): Extension {
  return language === "zh" ? EditorState.phrases.of(chinese) : [];
}
