import type { ApiKeyWithSecret } from "@belfry/client";
import { Button, Modal } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { CodeBlock } from "../../ui/CodeBlock.tsx";
import { ShownOnce } from "../../ui/ShownOnce.tsx";

/** What a program sends; it is shown here and never again. */
export function KeySecretDialog(props: {
  readonly created: ApiKeyWithSecret;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const { key, secret } = props.created;
  const credential = `${key.id}.${secret}`;
  return (
    <Modal
      open
      width={640}
      title={t("keys.secretTitle", { name: key.name })}
      // A press beside the dialog must not throw the secret away.
      mask={{ closable: false }}
      onCancel={props.onClose}
      footer={
        <Button type="primary" onClick={props.onClose}>
          {t("common.close")}
        </Button>
      }
    >
      <ShownOnce label={t("keys.secret")} lines={[credential]} fileName={`${key.id}.txt`} />
      <p>{t("keys.howTo")}</p>
      <CodeBlock
        text={`curl -H "Authorization: Bearer ${key.id}.…" ${location.origin}/v1/rules`}
        label={t("keys.howTo")}
      />
    </Modal>
  );
}
