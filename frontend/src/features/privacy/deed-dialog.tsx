/** What does the handler do, and what does the person get to know of it? */
import { Button, Group, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { showNotification } from "@mantine/notifications";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CustomerPicker } from "@/ui/customer-picker.tsx";
import { Dialog } from "@/ui/dialog.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { Handlers } from "./handlers.tsx";
import { type Action, type Deed, type PrivacyRequest, useDeed } from "./queries.ts";

type Simple = Exclude<Action, "decide">;
type Props = { row: PrivacyRequest; action: Simple; onClose: () => void };

/** What may be left empty. */
const OPTIONAL: Simple[] = ["answer", "close", "forward"];

/** The dialog. */
export function DeedDialog({ row, action, onClose }: Props) {
  const { t } = useTranslation();
  const deed = useDeed(row);
  const [text, setText] = useState("");
  const [handler, setHandler] = useState<string | null>(row.handler_id);
  const [customer, setCustomer] = useState<string | null>(
    row.subject?.kind === "customer" ? row.subject.id : null,
  );
  const [company, setCompany] = useState("");
  const operator = row.plane === "operator";
  const made = (): Deed | null => {
    switch (action) {
      case "assign":
        return handler ? { action, handler_id: handler } : null;
      case "confirm_identity":
        return { action, note: text, customer_id: operator ? null : customer };
      case "forward":
        return { action, company: operator ? company.trim() : null, text };
      default:
        return { action, text };
    }
  };
  const ready =
    made() !== null &&
    (action === "assign" || OPTIONAL.includes(action) || text.trim() !== "") &&
    (action !== "forward" || !operator || company.trim() !== "");
  const send = () => {
    const what = made();
    if (!what) return;
    deed.mutate(what, {
      onSuccess: () => {
        showNotification({ color: "green", message: t(`privacy.done.${action}`) });
        onClose();
      },
    });
  };
  const explain = action === "answer" && row.email === "" ? "answerNoMail" : action;
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t(`privacy.action.${action}`)}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <Stack gap="sm">
        <ProblemAlert error={deed.error} labels={() => t("privacy.toCompany")} />
        <Text size="sm" c="dimmed">
          {t(`privacy.explain.${explain}`)}
        </Text>
        {action === "assign" && <Handlers value={handler} onChange={setHandler} />}
        {action === "forward" && operator && (
          <TextInput
            label={t("privacy.toCompany")}
            data-path="company"
            required
            maxLength={40}
            value={company}
            onChange={(event) => setCompany(event.currentTarget.value)}
          />
        )}
        {action === "forward" && !operator && <Text fw={600}>{t("privacy.toOperator")}</Text>}
        {action !== "assign" && (
          <Textarea
            label={t(`privacy.text.${action}`)}
            required={!OPTIONAL.includes(action)}
            autosize
            minRows={3}
            maxRows={12}
            maxLength={action === "confirm_identity" ? 500 : 4000}
            data-autofocus
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        )}
        {action === "confirm_identity" && !operator && (
          <CustomerPicker label={t("privacy.subject")} value={customer} onChange={setCustomer} />
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("common.cancel")}
          </Button>
          <Button disabled={!ready} loading={deed.isPending} onClick={send}>
            {t(`privacy.action.${action}`)}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
