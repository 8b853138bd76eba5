import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Input, Segmented, Select } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Section } from "../../ui/Section.tsx";
import { channelListQuery, useChannelText } from "../channels/index.ts";
import { Labelled } from "./Labelled.tsx";
import { PartFields } from "./PartFields.tsx";
import type { EditedVariant } from "./template-draft.ts";
import styles from "./TemplateEditor.module.css";

/** What the template says, for each channel and language one text. */
export function VariantFields(props: {
  readonly kind: "template" | "layout" | "partial";
  readonly variants: readonly EditedVariant[];
  readonly chosen: number;
  readonly onChoose: (place: number) => void;
  readonly onChange: (variants: readonly EditedVariant[]) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { data: channels = [] } = useQuery(channelListQuery);
  const channelText = useChannelText();
  const { variants, chosen, onChoose, onChange } = props;
  const variant = variants[chosen];
  const named = (channel: string) => (channel === "*" ? t("templates.anyChannel") : channelText(channel));
  const change = (part: Partial<EditedVariant>) =>
    onChange(variants.map((one, place) => (place === chosen ? { ...one, ...part } : one)));
  const add = () => {
    const used = new Set(variants.map(({ channel }) => channel));
    const channel = ["email", "*", ...channels.map(({ id }) => id)].find((id) => !used.has(id)) ?? "*";
    onChange([...variants, { channel, language: variant?.language ?? "zh-CN", text: variant?.text ?? "" }]);
    onChoose(variants.length);
  };
  return (
    <Section
      title={t("templates.variants")}
      hint={t("templates.variantsHint", { open: "{{", close: "}}" })}
      extra={
        <Button size="small" icon={<PlusOutlined />} onClick={add}>
          {t("templates.addVariant")}
        </Button>
      }
    >
      <Segmented<number>
        aria-label={t("templates.variants")}
        value={chosen}
        onChange={onChoose}
        options={variants.map(({ channel, language = "" }, value) => ({
          value,
          label: `${named(channel)} ${language}`,
        }))}
        style={{ maxWidth: "100%", overflowX: "auto" }}
      />
      {variant !== undefined && (
        <div className={styles["parts"]}>
          <div className={styles["fields"]}>
            <Labelled label={t("messages.channel")}>
              {(id) => (
                <Select
                  id={id}
                  value={variant.channel}
                  onChange={(channel) => change({ channel })}
                  options={[
                    { value: "*", label: t("templates.anyChannel") },
                    ...channels.map(({ id: value }) => ({ value, label: channelText(value) })),
                  ]}
                />
              )}
            </Labelled>
            <Labelled label={t("templates.language")}>
              {(id) => (
                <Input
                  id={id}
                  value={variant.language ?? ""}
                  spellCheck={false}
                  onChange={({ target }) => change({ language: target.value })}
                />
              )}
            </Labelled>
            {variants.length > 1 && (
              <Button
                icon={<DeleteOutlined />}
                style={{ alignSelf: "end" }}
                onClick={() => {
                  onChange(variants.filter((_, place) => place !== chosen));
                  onChoose(0);
                }}
              >
                {t("templates.removeVariant")}
              </Button>
            )}
          </div>
          <PartFields variant={variant} kind={props.kind} onChange={change} />
        </div>
      )}
    </Section>
  );
}
