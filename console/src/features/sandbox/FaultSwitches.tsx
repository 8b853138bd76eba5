import { App, Button, InputNumber, Switch } from "antd";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { usePreferences } from "../../preferences/index.ts";
import { formatDuration } from "../../ui/format-duration.ts";
import { ProblemAlert } from "../../ui/ProblemAlert.tsx";
import { Section } from "../../ui/Section.tsx";
import { useMay } from "../session/index.ts";
import { useSetFaults, type Fault, type Played } from "./provider-queries.ts";
import styles from "./ProviderPage.module.css";
import { withFault, withoutFault, type FaultDraft } from "./switched-faults.ts";
import { useProviderText } from "./use-provider-text.ts";

/** How a played provider is made to fail, and put right again. */
export function FaultSwitches({ played }: { readonly played: Played }): ReactElement {
  const { t } = useTranslation();
  const may = useMay();
  const { message } = App.useApp();
  const providerText = useProviderText();
  const { provider, faults, receives, switches } = played;
  const set = useSetFaults(provider);
  const putRight = () =>
    set.mutate([], {
      onSuccess: () => void message.success(t("sandbox.right", { provider: providerText(provider) })),
    });
  return (
    <Section
      title={t("sandbox.faults")}
      hint={t(`sandbox.${receives}.faultsHint`)}
      extra={
        faults.length > 0 &&
        may("sandbox:write") && (
          <Button size="small" onClick={putRight}>
            {t("sandbox.putRight")}
          </Button>
        )
      }
    >
      {set.error !== null && <ProblemAlert error={set.error} />}
      <ul className={styles["switches"]}>
        {switches.map((kind) => (
          <FaultSwitch
            key={kind}
            kind={kind}
            receives={receives}
            on={faults.find((fault) => fault.kind === kind)}
            disabled={!may("sandbox:write") || set.isPending}
            onSwitch={(draft) =>
              set.mutate(draft === undefined ? withoutFault(faults, kind) : withFault(faults, kind, draft))
            }
          />
        ))}
      </ul>
    </Section>
  );
}

function FaultSwitch(props: {
  readonly kind: Fault["kind"];
  readonly receives: Played["receives"];
  readonly on: Fault | undefined;
  readonly disabled: boolean;
  /** Called without anything when it is turned off. */
  readonly onSwitch: (draft: FaultDraft | undefined) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const [draft, setDraft] = useState<FaultDraft>({ times: null, delaySeconds: null });
  const { kind, receives, on } = props;
  const name = t(`sandbox.faultNames.${kind}`);
  return (
    <li className={styles["switch"]}>
      <div className={styles["name"]}>
        <strong>{name}</strong>
        <Switch
          size="small"
          aria-label={name}
          checked={on !== undefined}
          disabled={props.disabled}
          onChange={(checked) => props.onSwitch(checked ? draft : undefined)}
        />
      </div>
      <div className="quiet small">{t(`sandbox.${receives}.faultTexts.${kind}`)}</div>
      {on === undefined ? (
        <div className={styles["how"]}>
          <InputNumber
            size="small"
            min={1}
            max={1_000_000}
            precision={0}
            value={draft.times}
            disabled={props.disabled}
            onChange={(times) => setDraft({ ...draft, times })}
            placeholder={t(`sandbox.${receives}.allMessages`)}
            aria-label={t(`sandbox.${receives}.timesOf`, { name })}
            suffix={t(`sandbox.${receives}.timesUnit`)}
            style={{ width: 132 }}
          />
          {kind === "slow" && (
            <InputNumber
              size="small"
              min={0.001}
              max={600}
              value={draft.delaySeconds}
              disabled={props.disabled}
              onChange={(delaySeconds) => setDraft({ ...draft, delaySeconds })}
              placeholder={t("sandbox.untilOff")}
              aria-label={t("sandbox.delay")}
              suffix={t("sandbox.delayUnit")}
              style={{ width: 132 }}
            />
          )}
        </div>
      ) : (
        <div className="small">
          {on.times === undefined
            ? t(`sandbox.${receives}.hitsAll`)
            : t(`sandbox.${receives}.hitsNext`, { count: on.times })}
          {on.delayMs !== undefined && ` ${t("sandbox.late", { time: formatDuration(on.delayMs, language) })}`}
        </div>
      )}
    </li>
  );
}
