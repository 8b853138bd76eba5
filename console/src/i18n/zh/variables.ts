/** Values that rules share. */
export const variables = {
  title: "变量",
  lead: "规则用 vars.名称 读取这些值。改动从下一次触发起生效。机密不放在这里。",
  name: "名称",
  value: "值",
  updated: "更新于",
  add: "新建变量",
  edit: "编辑变量 {{name}}",
  valueHint: '写 JSON：文字加引号，例如 "A 栋"；数字、true、列表和对象直接写。',
  nameFault: "以字母或下划线开头，只含字母、数字和下划线。",
  valueFault: "不是有效的 JSON：{{reason}}",
  deleteTitle: "删除变量 {{name}}？",
  deleteText: "读取它的规则下次运行时会失败，除非规则自己定义了同名变量。",
  saved: "已保存 {{name}}",
  deleted: "已删除 {{name}}",
  empty: "还没有变量",
  emptyText: "把多条规则共用的值（地址、名单、时间）放在这里。",
} as const;
