import { SafetyCertificateOutlined } from "@ant-design/icons";
import type { AuditVerification } from "@belfry/client";
import { Alert, Button, Modal } from "antd";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { CodeBlock } from "../../ui/CodeBlock.tsx";
import { ProblemAlert } from "../../ui/ProblemAlert.tsx";
import { useVerifyAudit } from "./audit-queries.ts";

/** Checks that every entry is as it was written, and says so. */
export function VerifyButton(): ReactElement {
  const { t } = useTranslation();
  const verify = useVerifyAudit();
  const [isOpen, setOpen] = useState(false);
  const start = () => verify.mutate(undefined, { onSettled: () => setOpen(true) });
  return (
    <>
      <Button icon={<SafetyCertificateOutlined />} loading={verify.isPending} onClick={start}>
        {t("audit.verify")}
      </Button>
      <Modal
        open={isOpen}
        title={t("audit.verify")}
        onCancel={() => setOpen(false)}
        footer={
          <Button type="primary" onClick={() => setOpen(false)}>
            {t("common.close")}
          </Button>
        }
      >
        {verify.error !== null && <ProblemAlert error={verify.error} />}
        {verify.data !== undefined && <Result result={verify.data} />}
      </Modal>
    </>
  );
}

function Result({ result: { broken, verified, end } }: { readonly result: AuditVerification }): ReactElement {
  const { t } = useTranslation();
  if (broken !== null) {
    return (
      <Alert
        type="error"
        showIcon
        role="alert"
        title={t("audit.broken", { id: broken.n })}
        description={
          <>
            {t(`audit.breaks.${broken.kind}`)} {t("audit.brokenText", { count: verified })}
          </>
        }
      />
    );
  }
  return (
    <>
      <Alert type="success" showIcon title={t("audit.intact", { count: verified })} />
      <p>{t("audit.keepEnd")}</p>
      <CodeBlock text={`${end.n}:${end.hash}`} label={t("audit.keepEnd")} />
    </>
  );
}
