import { isBelfryProblem, type ProblemItem } from "@belfry/client";
import { Link } from "@tanstack/react-router";
import { App, Form, Modal } from "antd";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { belfry } from "../../api/index.ts";
import { ProblemAlert } from "../../ui/ProblemAlert.tsx";
import { messageDraftOf, type SendForm } from "./message-draft.ts";
import { useSendMessage } from "./message-queries.ts";
import { SendFields } from "./SendFields.tsx";

const empty: SendForm = { channel: "email", to: [], contentKind: "text", content: "", priority: "normal" };

/** Sends a message by hand. What the server refuses stands beside its field. */
export function SendDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<SendForm>();
  // A new key for every opened dialog: pressing twice, or again after a lost answer, sends one message.
  const [idempotencyKey] = useState(() => `console-${crypto.randomUUID()}`);
  const [files, setFiles] = useState<readonly File[]>([]);
  const [isUploading, setUploading] = useState(false);
  const [uploadError, setUploadError] = useState<unknown>();
  const send = useSendMessage();

  const submit = async (values: SendForm) => {
    setUploadError(undefined);
    const read = messageDraftOf(values);
    if (!read.ok) return form.setFields([{ name: read.field, errors: [t(`messages.faults.${read.fault}`)] }]);
    const uploads = await upload();
    if (uploads === undefined) return;
    send.mutate(
      {
        draft: { ...read.draft, ...(uploads.length > 0 && { attachments: uploads.map((id) => ({ upload: id })) }) },
        idempotencyKey,
      },
      {
        onError: (error) => isBelfryProblem(error) && form.setFields(faultsOf(error.problems, values)),
        onSuccess({ id, held }) {
          onClose();
          void message.success(sentNote(id, held));
        },
      },
    );
  };

  const upload = async (): Promise<string[] | undefined> => {
    setUploading(true);
    try {
      return await Promise.all(files.map(async (file) => (await belfry.messages.upload(file)).id));
    } catch (error) {
      setUploadError(error);
      return undefined;
    } finally {
      setUploading(false);
    }
  };
  const error = uploadError ?? send.error;

  return (
    <Modal
      open
      title={t("messages.sendTitle")}
      okText={t("messages.sendNow")}
      onOk={() => form.submit()}
      onCancel={onClose}
      confirmLoading={send.isPending || isUploading}
      width={640}
    >
      {error !== undefined && error !== null && <ProblemAlert error={error} />}
      <Form<SendForm>
        form={form}
        // Without a name the control of the content would have the id of the page's content.
        name="message"
        layout="vertical"
        requiredMark={false}
        initialValues={empty}
        onFinish={(values) => void submit({ ...empty, ...values })}
      >
        <SendFields files={files} onFiles={setFiles} />
      </Form>
    </Modal>
  );
}

/** The problems of fields that the form shows; those of others stand in the alert alone. */
function faultsOf(problems: readonly ProblemItem[], values: SendForm) {
  const names = new Map<string, { readonly name: keyof SendForm; readonly errors: string[] }>();
  for (const { path, message } of problems) {
    const [top = ""] = path.split(/[.[]/, 1);
    const name = top === values.contentKind ? "content" : top;
    if (!isField(name)) continue;
    const known = names.get(name);
    if (known === undefined) names.set(name, { name, errors: [message] });
    else known.errors.push(message);
  }
  return [...names.values()];
}

const fields = [
  "channel",
  "account",
  "to",
  "cc",
  "bcc",
  "subject",
  "content",
  "payload",
  "labels",
  "template",
  "language",
  "variables",
] as const;

function isField(name: string): name is (typeof fields)[number] {
  return fields.some((field) => field === name);
}

function sentNote(id: number, isHeld: boolean): ReactElement {
  return <Sent id={id} isHeld={isHeld} />;
}

function Sent({ id, isHeld }: { readonly id: number; readonly isHeld: boolean }): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      {t(isHeld ? "messages.sentHeld" : "messages.sent", { id })} ·{" "}
      <Link to="/messages/$messageId" params={{ messageId: id }}>
        {t("messages.open")}
      </Link>
    </>
  );
}
