import { SaveOutlined, SendOutlined } from "@ant-design/icons";
import { useNavigate } from "@tanstack/react-router";
import { App, Button, Input, Select, Space } from "antd";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "../../ui/ProblemAlert.tsx";
import { labelTexts, readLabels } from "../../ui/label-texts.ts";
import { Section } from "../../ui/Section.tsx";
import { useMay } from "../session/index.ts";
import { Labelled } from "./Labelled.tsx";
import { templateDraftOf, type EditedTemplate } from "./template-draft.ts";
import { useSaveTemplate } from "./template-queries.ts";
import { templateKinds } from "./template-search.ts";
import styles from "./TemplateEditor.module.css";
import { TemplatePreview } from "./TemplatePreview.tsx";
import { TestSendDialog } from "./TestSendDialog.tsx";
import { VariableFields } from "./VariableFields.tsx";
import { VariantFields } from "./VariantFields.tsx";

/** Writes a template, beside what it becomes. Whoever may only read sees the same and cannot save. */
export function TemplateEditor(props: {
  /** Of a template that exists. */
  readonly code?: string;
  readonly initial: EditedTemplate;
  readonly revision?: string;
}): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const may = useMay();
  const navigate = useNavigate();
  const save = useSaveTemplate();
  const [code, setCode] = useState(props.code ?? "");
  const [edited, setEdited] = useState(props.initial);
  const [chosen, setChosen] = useState(0);
  const [isTesting, setTesting] = useState(false);
  const [note, setNote] = useState("");
  const isNew = props.code === undefined;
  const isChanged = edited !== props.initial;
  const change = (part: Partial<EditedTemplate>) => setEdited((before) => ({ ...before, ...part }));
  const variant = edited.variants[chosen];

  const submit = () =>
    save.mutate(
      { code, draft: { ...templateDraftOf(edited), ...(note.trim() !== "" && { note }) }, revision: props.revision },
      {
        onSuccess(saved) {
          void message.success(t("templates.saved", { version: saved.version }));
          if (isNew) void navigate({ to: "/templates/$template", params: { template: saved.code } });
        },
      },
    );
  return (
    <>
      {save.error !== null && <ProblemAlert error={save.error} />}
      <div className={styles["columns"]}>
        <div>
          <Section
            title={t("templates.about")}
            extra={
              <Space wrap>
                {!isNew && may("messages:send") && (
                  <Button icon={<SendOutlined />} disabled={isChanged} onClick={() => setTesting(true)}>
                    {t("templates.test")}
                  </Button>
                )}
                {may("templates:write") && (
                  <Button
                    type="primary"
                    icon={<SaveOutlined />}
                    disabled={!isChanged || code === "" || edited.name === ""}
                    loading={save.isPending}
                    onClick={submit}
                  >
                    {t("common.save")}
                  </Button>
                )}
              </Space>
            }
          >
            <div className={styles["fields"]}>
              {isNew && (
                <Labelled label={t("templates.code")} hint={t("templates.codeHint")}>
                  {(id) => (
                    <Input
                      id={id}
                      value={code}
                      spellCheck={false}
                      autoCapitalize="none"
                      onChange={({ target }) => setCode(target.value)}
                    />
                  )}
                </Labelled>
              )}
              <Labelled label={t("templates.name")}>
                {(id) => (
                  <Input id={id} value={edited.name} onChange={({ target }) => change({ name: target.value })} />
                )}
              </Labelled>
              <Labelled label={t("templates.folder")}>
                {(id) => (
                  <Input id={id} value={edited.folder} onChange={({ target }) => change({ folder: target.value })} />
                )}
              </Labelled>
              <Labelled label={t("templates.kind")}>
                {(id) => (
                  <Select
                    id={id}
                    value={edited.kind}
                    disabled={!isNew}
                    onChange={(kind) => change({ kind })}
                    options={templateKinds.map((value) => ({ value, label: t(`templates.kinds.${value}`) }))}
                  />
                )}
              </Labelled>
              <Labelled label={t("messages.labels")} hint={t("templates.labelsHint")}>
                {(id) => (
                  <Select
                    id={id}
                    mode="tags"
                    open={false}
                    suffixIcon={null}
                    tokenSeparators={[",", "，", ";", "；"]}
                    value={labelTexts(edited.labels)}
                    onChange={(texts: string[]) => {
                      const labels = readLabels(texts);
                      if (labels === undefined) void message.error(t("messages.faults.label"));
                      else change({ labels });
                    }}
                  />
                )}
              </Labelled>
            </div>
            <Labelled label={t("templates.description")}>
              {(id) => (
                <Input.TextArea
                  id={id}
                  value={edited.description}
                  autoSize={{ minRows: 1, maxRows: 6 }}
                  onChange={({ target }) => change({ description: target.value })}
                />
              )}
            </Labelled>
            {isChanged && !isNew && (
              <Labelled label={t("templates.note")} hint={t("templates.noteHint")}>
                {(id) => (
                  <Input id={id} value={note} maxLength={500} onChange={({ target }) => setNote(target.value)} />
                )}
              </Labelled>
            )}
          </Section>
          <VariantFields
            kind={edited.kind}
            variants={edited.variants}
            chosen={chosen}
            onChoose={setChosen}
            onChange={(variants) => change({ variants })}
          />
          <VariableFields variables={edited.variables} onChange={(variables) => change({ variables })} />
        </div>
        {variant !== undefined && (
          <TemplatePreview code={code === "" ? "new" : code} edited={edited} variant={variant} />
        )}
      </div>
      {isTesting && variant !== undefined && (
        <TestSendDialog code={code} variant={variant} onClose={() => setTesting(false)} />
      )}
    </>
  );
}
