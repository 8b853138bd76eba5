import type { AuditEntry } from "@belfry/client";
import { Alert, Drawer } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Facts } from "../../ui/Facts.tsx";
import { Instant } from "../../ui/Instant.tsx";
import { JsonBlock } from "../../ui/JsonBlock.tsx";
import { readDetail } from "./audit-changes.ts";
import { AuditActor } from "./AuditActor.tsx";
import styles from "./AuditDrawer.module.css";
import { AuditOutcomeMark } from "./AuditOutcomeMark.tsx";
import { ChangeList } from "./ChangeList.tsx";
import { useActionText } from "./use-action-text.ts";

/** One entry with everything it tells. */
export function AuditDrawer(props: {
  readonly entry: AuditEntry | undefined;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const { entry } = props;
  return (
    <Drawer
      open={entry !== undefined}
      onClose={props.onClose}
      size={640}
      title={entry === undefined ? "" : t("audit.one", { id: entry.id })}
    >
      {entry !== undefined && <Loaded entry={entry} />}
    </Drawer>
  );
}

function Loaded({ entry }: { readonly entry: AuditEntry }): ReactElement {
  const { t } = useTranslation();
  const actionText = useActionText();
  const { changes, rest } = readDetail(entry.detail);
  return (
    <>
      <Facts
        facts={[
          { label: t("audit.at"), value: <Instant at={entry.at} as="both" /> },
          { label: t("audit.actor"), value: <AuditActor actor={entry.actor} /> },
          {
            label: t("audit.action"),
            value: (
              <>
                {actionText(entry.action)} <code className="quiet">{entry.action}</code>
              </>
            ),
          },
          {
            label: t("audit.subject"),
            value: (
              <>
                {entry.subject.id} <code className="quiet">{entry.subject.kind}</code>
              </>
            ),
          },
          { label: t("audit.outcome"), value: <AuditOutcomeMark outcome={entry.outcome} /> },
          entry.address !== null && { label: t("audit.address"), value: <code>{entry.address}</code> },
          entry.requestId !== null && { label: t("audit.requestId"), value: <code>{entry.requestId}</code> },
        ]}
      />
      {entry.detail === null && <Alert type="info" title={t("audit.erased")} className={styles["part"] ?? ""} />}
      {changes.length > 0 && (
        <section className={styles["part"]}>
          <h3 className={styles["title"]}>{t("audit.changes")}</h3>
          <ChangeList changes={changes} />
        </section>
      )}
      {Object.keys(rest).length > 0 && (
        <section className={styles["part"]}>
          <h3 className={styles["title"]}>{t("common.details")}</h3>
          <JsonBlock value={rest} label={t("common.details")} />
        </section>
      )}
    </>
  );
}
