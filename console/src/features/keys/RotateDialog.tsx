import type { ApiKey, ApiKeyWithSecret } from "@belfry/client";
import { Form, Modal, Select } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "../../ui/ProblemAlert.tsx";
import { useRotateKey } from "./key-queries.ts";

const overlaps = { none: 0, hour: 3_600, day: 86_400, week: 604_800 } as const;
type Overlap = keyof typeof overlaps;

/** Gives a key a new secret; the old one stays good for a while, so that programs can change over. */
export function RotateDialog(props: {
  readonly apiKey: ApiKey;
  readonly onClose: () => void;
  readonly onRotated: (rotated: ApiKeyWithSecret) => void;
}): ReactElement {
  const { t } = useTranslation();
  const [form] = Form.useForm<{ readonly overlap: Overlap }>();
  const rotate = useRotateKey();
  const { id, name } = props.apiKey;
  return (
    <Modal
      open
      title={t("keys.rotateTitle", { name })}
      okText={t("keys.rotate")}
      onOk={() => form.submit()}
      onCancel={props.onClose}
      confirmLoading={rotate.isPending}
    >
      {rotate.error !== null && <ProblemAlert error={rotate.error} />}
      <p>{t("keys.rotateText")}</p>
      <Form<{ readonly overlap: Overlap }>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ overlap: "day" }}
        onFinish={({ overlap }) =>
          rotate.mutate({ id, overlapSeconds: overlaps[overlap] }, { onSuccess: props.onRotated })
        }
      >
        <Form.Item name="overlap" label={t("keys.overlap")} style={{ marginBottom: 0 }}>
          <Select
            style={{ width: 200 }}
            options={(Object.keys(overlaps) as Overlap[]).map((value) => ({
              value,
              label: t(`keys.overlaps.${value}`),
            }))}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
