import type { TemplateDraft } from "@belfry/client";
import { useQuery } from "@tanstack/react-query";
import { Form, Input, Select } from "antd";
import { useEffect, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { templateListQuery, templateQuery } from "../templates/index.ts";
import type { SendForm } from "./message-draft.ts";
import styles from "./SendFields.module.css";

/** Which template writes a message, in which language and of what. */
export function TemplateFields(): ReactElement {
  const { t } = useTranslation();
  const form = Form.useFormInstance<SendForm>();
  const code = Form.useWatch("template", form) ?? "";
  const { data: templates, isPending } = useQuery(templateListQuery({ kind: "template" }));
  const { data: chosen } = useQuery({ ...templateQuery(code), enabled: code !== "" });
  // The server answers what a draft said.
  const definition = chosen?.definition as TemplateDraft | undefined;
  const wanted = definition?.variables;
  useEffect(() => {
    if (wanted !== undefined) form.setFieldValue("variables", examplesOf(wanted));
  }, [form, wanted]);
  const languages = [...new Set(definition?.variants.flatMap(({ language }) => language ?? []))];
  return (
    <>
      <div className={styles["pair"]}>
        <Form.Item
          name="template"
          label={t("messages.template")}
          rules={[{ required: true, message: t("form.required") }]}
        >
          <Select
            showSearch
            optionFilterProp="label"
            loading={isPending}
            options={templates?.items.map(({ code: value, name }) => ({ value, label: `${name} (${value})` })) ?? []}
          />
        </Form.Item>
        <Form.Item name="language" label={t("messages.language")} extra={t("messages.languageHint")}>
          <Select allowClear options={languages.map((value) => ({ value, label: value }))} />
        </Form.Item>
      </div>
      <Form.Item name="variables" label={t("messages.variables")} extra={t("messages.variablesHint")}>
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 14 }} spellCheck={false} className="code" />
      </Form.Item>
    </>
  );
}

/** What a template asks for, filled with its examples: they show what is meant and are written over. */
function examplesOf(variables: NonNullable<TemplateDraft["variables"]>): string {
  const examples = Object.entries(variables).map(([name, { example, default: usual }]) => [
    name,
    example ?? usual ?? "",
  ]);
  return JSON.stringify(Object.fromEntries(examples), null, 2);
}
