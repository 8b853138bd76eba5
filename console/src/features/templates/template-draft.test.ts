import { expect, test } from "vitest";
import { editedTemplateOf, emptyTemplate, templateDraftOf } from "./template-draft.ts";

const saved = {
  name: "订单",
  description: "",
  kind: "template",
  folder: "orders",
  labels: { team: "sales" },
  variables: {
    name: { type: "text", required: true, description: "收件人", example: "张三" },
    rows: { type: "list", required: false, description: "", example: [{ a: 1 }], default: [] },
  },
  variants: [
    { channel: "email", language: "zh-CN", layout: "frame@2", subject: "{{ name }}", html: "<p>1</p>" },
    { channel: "aliyun-sms", language: "zh-CN", payload: { template: "SMS_1", params: { name: "{{ name }}" } } },
  ],
};

test("a template comes back out of the editor as it went in", () => {
  expect(templateDraftOf(editedTemplateOf(saved))).toEqual(saved);
});

test("HTML that was made of MJML is not sent back", () => {
  const variant = { channel: "email", mjml: "<mjml></mjml>", html: "<p>made</p>" };
  expect(editedTemplateOf({ ...saved, variants: [variant] }).variants).toEqual([
    { channel: "email", mjml: "<mjml></mjml>" },
  ]);
});

test("empty parts and variables without a name are left out", () => {
  const draft = templateDraftOf({
    ...emptyTemplate,
    variables: [{ name: " ", type: "text", required: true, example: "", fallback: undefined, description: "" }],
    variants: [{ channel: "*", text: "Hi", subject: "" }],
  });
  expect(draft.variables).toEqual({});
  expect(draft.variants).toEqual([{ channel: "*", text: "Hi" }]);
});

const declared = (variable: object) =>
  templateDraftOf(editedTemplateOf({ ...saved, variables: { n: variable } })).variables;

test("a default is a value of its type, and an empty text is one", () => {
  expect(declared({ type: "integer", default: 3 })).toEqual({
    n: { type: "integer", required: false, description: "", default: 3 },
  });
  expect(declared({ type: "text", default: "" })).toMatchObject({ n: { default: "" } });
  expect(declared({ type: "text" })?.["n"]).not.toHaveProperty("default");
});

test("an example that is no JSON is sent as it is, for the server to say what is wrong", () => {
  const variable = {
    name: "n",
    type: "integer",
    required: true,
    example: "three",
    fallback: undefined,
    description: "",
  } as const;
  expect(templateDraftOf({ ...emptyTemplate, variables: [variable] }).variables?.["n"]?.example).toBe("three");
});

const payloadOf = (payload: string) =>
  templateDraftOf({ ...emptyTemplate, variants: [{ channel: "*", payload }] }).variants[0]?.payload;

test("a payload that is no JSON is sent as it is, and an empty one not at all", () => {
  expect(payloadOf('{"template": 1')).toBe('{"template": 1');
  expect(payloadOf(" ")).toBeUndefined();
});
