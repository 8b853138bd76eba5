import { expect, test } from "vitest";
import { accountFieldsOf, configOf, formValuesOf } from "./account-fields.ts";

const schema = {
  $ref: "#/$defs/RobotAccount",
  $defs: {
    RobotAccount: {
      type: "object",
      properties: {
        group: { type: "string" },
        key: {
          anyOf: [{ type: "object", properties: { $secret: { type: "string" } } }, { type: "string" }],
          description: "The key.",
        },
        from: { type: "object", properties: { address: { type: "string" } } },
        port: { type: "integer" },
      },
      required: ["group", "key"],
    },
  },
};

test("a secret is asked for by its name, and what a form cannot draw as JSON", () => {
  const { fields } = accountFieldsOf(schema);
  expect(fields.map(({ name, kind, required }) => [name, kind, required])).toEqual([
    ["group", "text", true],
    ["key", "text", true],
    ["from", "json", false],
    ["port", "integer", false],
  ]);
});

test("a configuration comes back out of the form as it went in", () => {
  const account = accountFieldsOf(schema);
  const config = { group: "值班群", key: { $secret: "ROBOT" }, from: { address: "a@x.cn" }, port: 25 };
  const values = formValuesOf(account, config);
  expect(values).toEqual({ group: "值班群", key: "ROBOT", from: JSON.stringify(config.from, null, 2), port: "25" });
  expect(configOf(account, { ...config, key: "ROBOT" })).toEqual(config);
});

test("a secret that somebody wrote down in plain is not shown", () => {
  const account = accountFieldsOf(schema);
  expect(formValuesOf(account, { group: "g", key: "plain" })).toMatchObject({ key: undefined });
});
