import { ReloadOutlined } from "@ant-design/icons";
import { useIsFetching, useQueryClient } from "@tanstack/react-query";
import { Button, Select, Space } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { incentiveKeys } from "./incentive-queries.ts";
import { refreshChoices } from "./incentive-search.ts";

/** How often the figures are asked for again, and a way to ask now. A tab that nobody sees asks nothing. */
export function RefreshControl(props: {
  readonly seconds: number;
  readonly onChange: (seconds: number) => void;
}): ReactElement {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const asking = useIsFetching({ queryKey: incentiveKeys.figures });
  const { seconds } = props;
  const choices = [...new Set([...refreshChoices, seconds])].toSorted((a, b) => a - b);
  return (
    <Space.Compact>
      <Select<number>
        aria-label={t("incentives.refresh")}
        value={seconds}
        onChange={props.onChange}
        popupMatchSelectWidth={false}
        options={choices.map((value) => ({ value, label: t("incentives.every", { count: value }) }))}
      />
      <Button
        icon={<ReloadOutlined spin={asking > 0} />}
        aria-label={t("incentives.now")}
        onClick={() => void queryClient.invalidateQueries({ queryKey: incentiveKeys.all })}
      />
    </Space.Compact>
  );
}
