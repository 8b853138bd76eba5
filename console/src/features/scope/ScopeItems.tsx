import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { AutoComplete, Button, Form, Radio, Select } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { ScopeChoices } from "./scope-choices.ts";
import { restrictsNothing, type ScopeForm } from "./scope-form.ts";
import styles from "./ScopeItems.module.css";

const separators = [",", "，", "、", ";", "；"];

/** The controls for a scope, inside of a form whose field `scope` is a `ScopeForm`. */
export function ScopeItems({ choices }: { readonly choices: ScopeChoices }): ReactElement {
  const { t } = useTranslation();
  const form = Form.useFormInstance<{ readonly scope: ScopeForm }>();
  const isRestricted = Form.useWatch<boolean | undefined>(["scope", "restricted"], form) ?? false;
  return (
    <>
      <Form.Item
        name={["scope", "restricted"]}
        label={t("scope.title")}
        rules={[
          () => ({
            validator: () =>
              restrictsNothing(form.getFieldValue("scope") as ScopeForm)
                ? Promise.reject(new Error(t("scope.fault")))
                : Promise.resolve(),
          }),
        ]}
      >
        <Radio.Group
          options={[
            { value: false, label: t("scope.everything") },
            { value: true, label: t("scope.part") },
          ]}
        />
      </Form.Item>
      <div hidden={!isRestricted}>
        <LabelLines choices={choices} />
        <InputLines choices={choices} />
      </div>
    </>
  );
}

function LabelLines({ choices }: { readonly choices: ScopeChoices }): ReactElement {
  const { t } = useTranslation();
  const form = Form.useFormInstance();
  return (
    <Form.List name={["scope", "labels"]}>
      {(lines, { add, remove }) => (
        <div className={styles["lines"]}>
          <p className={styles["title"]}>{t("scope.labels")}</p>
          <p className={styles["hint"]}>{t("scope.labelsHint")}</p>
          {lines.map(({ key, name }) => (
            <div key={key} className={styles["line"]}>
              <Form.Item name={[name, "label"]} noStyle>
                <AutoComplete
                  aria-label={t("scope.label")}
                  placeholder={t("scope.label")}
                  options={choices.labels.map((value) => ({ value }))}
                />
              </Form.Item>
              <Form.Item noStyle shouldUpdate>
                {() => (
                  <Form.Item name={[name, "values"]} noStyle>
                    <Select
                      mode="tags"
                      aria-label={t("scope.labelValues")}
                      placeholder={t("scope.labelValues")}
                      tokenSeparators={separators}
                      options={choices
                        .valuesOfLabel(form.getFieldValue(["scope", "labels", name, "label"]) as string | undefined)
                        .map((value) => ({ value, label: value }))}
                    />
                  </Form.Item>
                )}
              </Form.Item>
              <RemoveLine onRemove={() => remove(name)} />
            </div>
          ))}
          <Button size="small" icon={<PlusOutlined />} onClick={() => add({})}>
            {t("scope.addLabel")}
          </Button>
        </div>
      )}
    </Form.List>
  );
}

function InputLines({ choices }: { readonly choices: ScopeChoices }): ReactElement {
  const { t } = useTranslation();
  const form = Form.useFormInstance();
  const at = (name: number, field: "rule" | "input") =>
    form.getFieldValue(["scope", "inputs", name, field]) as string | undefined;
  return (
    <Form.List name={["scope", "inputs"]}>
      {(lines, { add, remove }) => (
        <div className={styles["lines"]}>
          <p className={styles["title"]}>{t("scope.inputs")}</p>
          <p className={styles["hint"]}>{t("scope.inputsHint")}</p>
          {lines.map(({ key, name }) => (
            <div key={key} className={`${styles["line"]} ${styles["wide"]}`}>
              <Form.Item name={[name, "rule"]} noStyle>
                <Select
                  showSearch={{ optionFilterProp: "label" }}
                  aria-label={t("scope.rule")}
                  placeholder={t("scope.rule")}
                  options={[...choices.rules]}
                />
              </Form.Item>
              <Form.Item noStyle shouldUpdate>
                {() => (
                  <Form.Item name={[name, "input"]} noStyle>
                    <Select
                      aria-label={t("scope.input")}
                      placeholder={t("scope.input")}
                      options={[...choices.inputsOf(at(name, "rule"))]}
                    />
                  </Form.Item>
                )}
              </Form.Item>
              <Form.Item noStyle shouldUpdate>
                {() => (
                  <Form.Item name={[name, "values"]} noStyle>
                    <Select
                      mode="tags"
                      aria-label={t("scope.inputValues")}
                      placeholder={t("scope.inputValues")}
                      tokenSeparators={separators}
                      options={choices
                        .valuesOfInput(at(name, "rule"), at(name, "input"))
                        .map((value) => ({ value, label: value }))}
                    />
                  </Form.Item>
                )}
              </Form.Item>
              <RemoveLine onRemove={() => remove(name)} />
            </div>
          ))}
          <Button size="small" icon={<PlusOutlined />} onClick={() => add({})}>
            {t("scope.addInput")}
          </Button>
        </div>
      )}
    </Form.List>
  );
}

function RemoveLine({ onRemove }: { readonly onRemove: () => void }): ReactElement {
  const { t } = useTranslation();
  return <Button type="text" icon={<DeleteOutlined />} aria-label={t("scope.remove")} onClick={onRemove} />;
}
