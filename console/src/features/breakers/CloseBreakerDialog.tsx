import { App, Checkbox, Modal } from "antd";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "../../ui/ProblemAlert.tsx";
import { useChangeBreaker } from "./breaker-queries.ts";

/** Lets what is parked for a connection call it again, step by step or all at once. */
export function CloseBreakerDialog(props: { readonly connection: string; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const change = useChangeBreaker();
  const [atOnce, setAtOnce] = useState(false);
  const { connection, onClose } = props;
  const submit = () =>
    change.mutate(
      { work: "close", connection, atOnce },
      {
        onSuccess() {
          onClose();
          void message.success(t("flow.closed", { connection }));
        },
      },
    );
  return (
    <Modal
      open
      title={t("flow.closeTitle", { connection })}
      okText={t("flow.close")}
      onOk={submit}
      onCancel={onClose}
      confirmLoading={change.isPending}
    >
      {change.error !== null && <ProblemAlert error={change.error} />}
      <p>{t("flow.closeText")}</p>
      <Checkbox checked={atOnce} onChange={({ target }) => setAtOnce(target.checked)}>
        {t("flow.atOnce")}
      </Checkbox>
    </Modal>
  );
}
