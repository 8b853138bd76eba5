import { Form, Input, InputNumber, Select, Switch } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { SchemaField } from "./schema-fields.ts";

/** The controls for the fields of a schema, inside of a form. */
export function SchemaFormItems({ fields }: { readonly fields: readonly SchemaField[] }): ReactElement {
  const { t } = useTranslation();
  const hints: Partial<Record<SchemaField["kind"], string>> = {
    "text-list": t("form.listHint"),
    json: t("form.jsonHint"),
  };
  return (
    <>
      {fields.map((field) => (
        <Form.Item
          key={field.name}
          name={field.name}
          label={field.label}
          required={field.required}
          extra={[field.description, hints[field.kind]].filter(Boolean).join(" ")}
          {...(field.kind === "boolean" && { valuePropName: "checked" })}
        >
          {control(field)}
        </Form.Item>
      ))}
    </>
  );
}

function control(field: SchemaField): ReactElement {
  switch (field.kind) {
    case "boolean":
      return <Switch />;
    case "choice":
      return (
        <Select allowClear={!field.required} options={field.choices.map(({ label, value }) => ({ label, value }))} />
      );
    case "number":
    case "integer":
      // Kept as the text that was typed, so that a number too long for a float is refused and not rounded.
      return <InputNumber stringMode style={{ width: "100%" }} />;
    case "text-list":
      return <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[",", "，", "、", ";", "；"]} />;
    case "long-text":
      return <Input.TextArea autoSize={{ minRows: 3, maxRows: 12 }} />;
    case "json":
      return (
        <Input.TextArea
          autoSize={{ minRows: 2, maxRows: 12 }}
          spellCheck={false}
          style={{ fontFamily: "var(--ant-font-family-code)" }}
        />
      );
    case "date":
      return <Input type="date" />;
    case "time":
      return <Input type="time" step={1} />;
    case "date-time":
      return <Input type="datetime-local" />;
    case "text":
      return <Input />;
  }
}
