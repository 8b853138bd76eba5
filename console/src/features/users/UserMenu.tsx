import { MoreOutlined } from "@ant-design/icons";
import type { User } from "@belfry/client";
import { App, Button, Dropdown } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useConfirm } from "../../ui/use-confirm.tsx";
import { useResetPassword, useUserAct, type UserAct } from "./user-queries.ts";

/** What can be done to somebody's account; all of it asks first. */
export function UserMenu(props: {
  readonly user: User;
  readonly onPassword: (name: string, password: string) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const confirm = useConfirm();
  const act = useUserAct();
  const reset = useResetPassword();
  const { user } = props;
  const { name } = user;

  const askForPassword = () =>
    confirm({
      title: t("users.resetPasswordTitle", { name }),
      text: t("users.resetPasswordText"),
      confirm: t("users.resetPassword"),
      dangerous: true,
      act: async () => props.onPassword(name, await reset.mutateAsync(name)),
    });
  const ask = (what: Exclude<UserAct, "unlock">, done: string) =>
    confirm({
      title: t(`users.${what}Title`, { name }),
      text: t(`users.${what}Text`),
      confirm: t(`users.${what}`),
      dangerous: true,
      act: async () => {
        await act.mutateAsync({ act: what, name });
        void message.success(done);
      },
    });
  const unlock = () =>
    act.mutate({ act: "unlock", name }, { onSuccess: () => void message.success(t("users.unlocked")) });

  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        items: [
          { key: "password", label: t("users.resetPassword"), onClick: askForPassword },
          ...(user.lockedUntil === null ? [] : [{ key: "unlock", label: t("users.unlock"), onClick: unlock }]),
          ...(user.secondFactor
            ? [
                {
                  key: "factor",
                  label: t("users.resetSecondFactor"),
                  onClick: () => ask("resetSecondFactor", t("users.secondFactorReset")),
                },
              ]
            : []),
          {
            key: "sessions",
            label: t("users.endSessions"),
            onClick: () => ask("endSessions", t("users.sessionsEnded")),
          },
          { type: "divider" },
          {
            key: "remove",
            danger: true,
            label: t("users.remove"),
            onClick: () => ask("remove", t("users.removed", { name })),
          },
        ],
      }}
    >
      <Button type="text" icon={<MoreOutlined />} aria-label={`${t("users.actions")} ${name}`} />
    </Dropdown>
  );
}
