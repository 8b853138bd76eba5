import type { ApiKey } from "@belfry/client";
import { App, Button, Space, Tooltip } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { DataTable, type Column } from "../../ui/DataTable.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Instant } from "../../ui/Instant.tsx";
import { StateMark, type Tone } from "../../ui/StateMark.tsx";
import { useConfirm } from "../../ui/use-confirm.tsx";
import { useNow } from "../../ui/use-now.ts";
import { usePermissionText } from "../roles/index.ts";
import { ScopeText } from "../scope/index.ts";
import { useMay } from "../session/index.ts";
import { keyState, type KeyState } from "./key-expiry.ts";
import { useRevokeKey } from "./key-queries.ts";

const tones: Readonly<Record<KeyState, Tone>> = { good: "good", expired: "held", revoked: "quiet" };

/** The keys, with what they may do and when they were used. */
export function KeyTable(props: {
  readonly keys: readonly ApiKey[];
  readonly onRotate: (key: ApiKey) => void;
}): ReactElement {
  const { t } = useTranslation();
  const may = useMay();
  const now = useNow("ten-seconds");
  const askToRevoke = useAskToRevoke();
  const columns: readonly (Column<ApiKey> | false)[] = [
    {
      key: "name",
      title: t("keys.name"),
      render: ({ id, name, note }) => (
        <>
          <strong>{name}</strong>
          <div className="code quiet">{id}.…</div>
          {note !== "" && <div className="quiet small">{note}</div>}
        </>
      ),
    },
    {
      key: "permissions",
      from: "small",
      title: t("keys.permissions"),
      render: ({ permissions, scope }) => (
        <>
          <Permissions permissions={permissions} />
          {scope !== null && (
            <div>
              <ScopeText scope={scope} />
            </div>
          )}
        </>
      ),
    },
    {
      key: "state",
      title: t("keys.state"),
      width: 140,
      render: (key) => {
        const state = keyState(key, now);
        return (
          <>
            <StateMark tone={tones[state]}>{t(`keys.states.${state}`)}</StateMark>
            {state === "good" && key.previousSecretUntil !== null && (
              <div className="quiet small">
                {t("keys.overlapUntil")} <Instant at={key.previousSecretUntil} />
              </div>
            )}
          </>
        );
      },
    },
    {
      key: "expires",
      from: "middle",
      title: t("keys.expires"),
      width: 140,
      render: ({ expiresAt }) =>
        expiresAt === null ? <span className="quiet">{t("keys.terms.never")}</span> : <Instant at={expiresAt} />,
    },
    {
      key: "used",
      from: "large",
      title: t("keys.lastUsed"),
      width: 140,
      render: ({ lastUsedAt }) =>
        lastUsedAt === null ? <span className="quiet">{t("keys.unused")}</span> : <Instant at={lastUsedAt} />,
    },
    may("keys:write") && {
      key: "do",
      align: "end",
      title: <span className="sr-only">{t("common.edit")}</span>,
      render: (key) =>
        keyState(key, now) === "good" && (
          <Space size={4}>
            <Button
              size="small"
              onClick={() => props.onRotate(key)}
              aria-label={t("keys.rotateTitle", { name: key.name })}
            >
              {t("keys.rotate")}
            </Button>
            <Button size="small" danger onClick={() => askToRevoke(key)} aria-label={`${t("keys.revoke")} ${key.name}`}>
              {t("keys.revoke")}
            </Button>
          </Space>
        ),
    },
  ];
  return (
    <DataTable
      label={t("keys.title")}
      columns={columns}
      rows={props.keys}
      rowKey={({ id }) => id}
      empty={<EmptyState title={t("keys.empty")} text={t("keys.emptyText")} />}
    />
  );
}

/** The first ones in words; all of them on demand. */
const NAMED = 3;

function Permissions({ permissions }: Pick<ApiKey, "permissions">): ReactElement {
  const { t } = useTranslation();
  const permissionText = usePermissionText();
  const texts = permissions.map(permissionText);
  const named = texts.slice(0, NAMED).join(t("common.comma"));
  if (texts.length <= NAMED) return <>{named}</>;
  return (
    <Tooltip title={texts.join(t("common.comma"))}>
      <span>{t("keys.more", { named, count: texts.length - NAMED })}</span>
    </Tooltip>
  );
}

function useAskToRevoke(): (key: ApiKey) => void {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const confirm = useConfirm();
  const revoke = useRevokeKey();
  return ({ id, name }) =>
    confirm({
      title: t("keys.revokeTitle", { name }),
      text: t("keys.revokeText"),
      confirm: t("keys.revoke"),
      dangerous: true,
      act: async () => {
        await revoke.mutateAsync(id);
        void message.success(t("keys.revoked", { name }));
      },
    });
}
