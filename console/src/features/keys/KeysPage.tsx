import { PlusOutlined } from "@ant-design/icons";
import type { ApiKey, ApiKeyWithSecret } from "@belfry/client";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Button, Checkbox } from "antd";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Page } from "../../ui/Page.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { QueryView } from "../../ui/QueryView.tsx";
import { useMay } from "../session/index.ts";
import { keyListQuery } from "./key-queries.ts";
import { KeyDialog } from "./KeyDialog.tsx";
import { KeySecretDialog } from "./KeySecretDialog.tsx";
import styles from "./KeysPage.module.css";
import { KeyTable } from "./KeyTable.tsx";
import { RotateDialog } from "./RotateDialog.tsx";

const route = getRouteApi("/shell/keys");

/** Which dialog is open; a secret lives only as long as the one that shows it. */
type Open =
  | { readonly kind: "new" }
  | { readonly kind: "rotate"; readonly key: ApiKey }
  | { readonly kind: "secret"; readonly created: ApiKeyWithSecret };

export function KeysPage(): ReactElement {
  const { t } = useTranslation();
  const may = useMay();
  const { revoked = false } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(keyListQuery({ revoked }));
  const [open, setOpen] = useState<Open | undefined>();
  const close = () => setOpen(undefined);
  const showSecret = (created: ApiKeyWithSecret) => setOpen({ kind: "secret", created });

  return (
    <Page
      title={t("keys.title")}
      lead={t("keys.lead")}
      actions={
        may("keys:write") && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen({ kind: "new" })}>
            {t("keys.add")}
          </Button>
        )
      }
    >
      <search className={styles["filters"]}>
        <Checkbox
          checked={revoked}
          onChange={({ target }) => void navigate({ search: target.checked ? { revoked: true } : {}, replace: true })}
        >
          {t("keys.showRevoked")}
        </Checkbox>
      </search>
      <QueryView query={query}>
        {(keys) => (
          <Panel>
            <KeyTable keys={keys} onRotate={(key) => setOpen({ kind: "rotate", key })} />
          </Panel>
        )}
      </QueryView>
      {open?.kind === "new" && <KeyDialog onClose={close} onCreated={showSecret} />}
      {open?.kind === "rotate" && <RotateDialog apiKey={open.key} onClose={close} onRotated={showSecret} />}
      {open?.kind === "secret" && <KeySecretDialog created={open.created} onClose={close} />}
    </Page>
  );
}
