/** What will happen when the offer is sent? To whom, for how much, until when, with which document. */
import { Button, Group, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { showNotification } from "@mantine/notifications";
import IconSend from "@tabler/icons-react/dist/esm/icons/IconSend.mjs";
import { type FormEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { asProblem, type ProblemError } from "@/api/problem.ts";
import { today } from "@/lib/date.ts";
import { formErrors } from "@/lib/field-words.ts";
import { showKr } from "@/lib/number.ts";
import { DayInput } from "@/ui/day-input.tsx";
import { Dialog } from "@/ui/dialog.tsx";
import { Facts } from "@/ui/facts.tsx";
import { PdfView } from "@/ui/pdf-view.tsx";
import { focusField, ProblemAlert } from "@/ui/problem-alert.tsx";
import { usePhone } from "@/ui/use-phone.ts";
import { usePathLabel } from "./path-label.ts";
import { type Offer, useSendOffer } from "./queries.ts";
import classes from "./send-review.module.css";

type Props = {
  offer: Offer;
  opened: boolean;
  onClose: () => void;
  validUntil: string | null;
  /** Absent when the day is fixed. */
  onValidUntil?: (day: string | null) => void;
  /** The version to send; null when it can't be sent yet. */
  ready: () => Promise<number | null>;
  /** Told of a refusal that isn't about the letter. */
  onRefused: (problem: ProblemError) => void;
};

const LETTER = ["recipient", "message", "valid_until"];
/** What stays in the dialog: a letter to mend, or a server that didn't answer. */
const staysHere = (problem: ProblemError): boolean =>
  problem.errors.length > 0
    ? problem.errors.some(({ pointer }) => LETTER.includes(pointer.slice(1)))
    : problem.code !== "stale" && problem.code !== "not_allowed_in_status" && problem.code !== "incomplete";

/** The last look before an offer goes out. */
export function SendReview(props: Props) {
  const { t } = useTranslation();
  const phone = usePhone();
  return (
    <Dialog
      opened={props.opened}
      onClose={props.onClose}
      title={t(props.offer.status === "draft" ? "offers.sendTitle" : "offers.sendAgainTitle")}
      size="60rem"
      fullScreen={phone}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <Letter {...props} />
    </Dialog>
  );
}

function Letter({ offer, onClose, validUntil, onValidUntil, ready, onRefused }: Props) {
  const { t } = useTranslation();
  const label = usePathLabel();
  const send = useSendOffer();
  const busy = useRef(false);
  const [recipient, setRecipient] = useState(offer.customer_email);
  const [message, setMessage] = useState("");
  const errors = formErrors(t, send.error?.errors ?? []);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy.current || !validUntil) return;
    busy.current = true;
    try {
      const version = await ready();
      if (version === null) {
        busy.current = false;
        onClose();
        return;
      }
      await send.mutateAsync({
        id: offer.id,
        version,
        letter: { recipient: recipient.trim(), message, valid_until: validUntil },
      });
      showNotification({ color: "green", message: t("offers.sentTo", { recipient: recipient.trim() }) });
      // Still busy: a second click while the dialog closes sends nothing.
      onClose();
    } catch (error) {
      busy.current = false;
      const problem = asProblem(error);
      if (!staysHere(problem)) onRefused(problem);
      else if (problem.errors[0]) focusField(problem.errors[0].pointer.slice(1));
    }
  };
  return (
    <div className={classes.review}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <ProblemAlert error={send.error && staysHere(send.error) ? send.error : null} labels={label} />
          <Facts
            facts={[
              { label: t("offers.customer"), value: offer.customer_name },
              { label: t("offers.sum"), value: showKr(offer.totals.total_ore) },
            ]}
          />
          <TextInput
            label={t("offers.recipient")}
            type="email"
            data-path="recipient"
            data-autofocus
            required
            autoComplete="off"
            value={recipient}
            onChange={(event) => setRecipient(event.currentTarget.value)}
            error={errors.recipient && t("offers.recipientInvalid")}
          />
          <Textarea
            label={t("offers.message")}
            description={t("offers.messageHint")}
            data-path="message"
            autosize
            minRows={3}
            maxRows={10}
            value={message}
            onChange={(event) => setMessage(event.currentTarget.value)}
            error={errors.message}
          />
          <DayInput
            label={t("offers.validUntil")}
            path="valid_until"
            minDate={today()}
            required={Boolean(onValidUntil)}
            disabled={!onValidUntil}
            value={validUntil}
            onChange={(day) => onValidUntil?.(day)}
            error={errors.valid_until ?? (validUntil === null ? t("problem.field.required") : undefined)}
          />
          <Text size="sm" c="dimmed">
            {t(onValidUntil ? "offers.sendMeans" : "offers.sendAgainMeans")}
          </Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t(onValidUntil ? "offers.keepWriting" : "common.cancel")}
            </Button>
            <Button type="submit" loading={send.isPending} leftSection={<IconSend size={16} aria-hidden />}>
              {t("offers.send")}
            </Button>
          </Group>
        </Stack>
      </form>
      <PdfView
        source={{ kind: "offer", id: offer.id }}
        version={offer.version}
        fileName={t("offers.fileName", { number: offer.number })}
      />
    </div>
  );
}
