import { Button, Modal } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { ShownOnce } from "../../ui/ShownOnce.tsx";

/** A password that an administrator hands to somebody; it is shown here and never again. */
export function PasswordDialog(props: {
  readonly title: string;
  readonly password: string;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation();
  return (
    <Modal
      open
      title={props.title}
      // A press beside the dialog must not throw the password away.
      mask={{ closable: false }}
      onCancel={props.onClose}
      footer={
        <Button type="primary" onClick={props.onClose}>
          {t("common.close")}
        </Button>
      }
    >
      <p>{t("users.createdText")}</p>
      <ShownOnce label={t("users.password")} lines={[props.password]} />
    </Modal>
  );
}
