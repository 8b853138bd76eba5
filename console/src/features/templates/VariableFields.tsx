import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Checkbox, Input, Select } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Section } from "../../ui/Section.tsx";
import { variableTypes, type EditedVariable } from "./template-draft.ts";
import styles from "./TemplateEditor.module.css";

/** What a message has to bring, with examples that the preview shows. */
export function VariableFields(props: {
  readonly variables: readonly EditedVariable[];
  readonly onChange: (variables: readonly EditedVariable[]) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { variables, onChange } = props;
  const change = (place: number, part: Partial<EditedVariable>) =>
    onChange(variables.map((one, at) => (at === place ? { ...one, ...part } : one)));
  const add = () =>
    onChange([
      ...variables,
      { name: "", type: "text", required: true, example: "", fallback: undefined, description: "" },
    ]);
  return (
    <Section
      title={t("templates.variables")}
      hint={t("templates.variablesHint")}
      extra={
        <Button size="small" icon={<PlusOutlined />} onClick={add}>
          {t("templates.addVariable")}
        </Button>
      }
    >
      {variables.map(({ name, type, required, example, fallback, description }, place) => (
        // A variable has nothing but its place until it has a name.
        <div key={place} className={styles["line"]}>
          <Input
            aria-label={t("templates.variableName", { place: place + 1 })}
            placeholder={t("templates.name")}
            value={name}
            spellCheck={false}
            autoCapitalize="none"
            onChange={({ target }) => change(place, { name: target.value })}
          />
          <Select
            aria-label={t("templates.variableType", { name })}
            value={type}
            onChange={(next) => change(place, { type: next })}
            options={variableTypes.map((value) => ({ value, label: t(`templates.types.${value}`) }))}
          />
          <Input
            aria-label={t("templates.variableExample", { name })}
            placeholder={t("templates.example")}
            value={example}
            onChange={({ target }) => change(place, { example: target.value })}
          />
          <Input
            aria-label={t("templates.variableDefault", { name })}
            placeholder={t("templates.default")}
            value={fallback ?? ""}
            // What has a value of its own need not be brought.
            onChange={({ target: { value } }) =>
              change(place, value === "" ? { fallback: undefined } : { fallback: value, required: false })
            }
          />
          <Input
            className={styles["wide"] ?? ""}
            aria-label={t("templates.variableDescription", { name })}
            placeholder={t("templates.description")}
            value={description}
            onChange={({ target }) => change(place, { description: target.value })}
          />
          <span>
            <Checkbox checked={required} onChange={({ target }) => change(place, { required: target.checked })}>
              {t("templates.required")}
            </Checkbox>
            <Button
              type="text"
              icon={<DeleteOutlined />}
              aria-label={t("templates.removeVariable", { name })}
              onClick={() => onChange(variables.filter((_, at) => at !== place))}
            />
          </span>
        </div>
      ))}
    </Section>
  );
}
