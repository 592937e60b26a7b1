/** What does the customer answer? Yes by name, after being told what it means; or no, with a reason if there is one. */
import { Alert, Button, Group, Paper, Stack, Text, Textarea, TextInput, Title } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { isProblem, type ProblemError } from "@/api/problem.ts";
import { showInstant, showLongDay } from "@/lib/date.ts";
import { formErrors } from "@/lib/field-words.ts";
import { showKr } from "@/lib/number.ts";
import { focusField, ProblemAlert } from "@/ui/problem-alert.tsx";
import { useOnce } from "@/ui/use-once.ts";
import classes from "./public-offer.module.css";
import { type PublicOffer, publicOfferQuery, useAcceptOffer, useDeclineOffer } from "./queries.ts";

type Props = { offer: PublicOffer; token: string };

/** The answer: to give, or given. */
export function PublicAnswer({ offer, token }: Props) {
  const { t } = useTranslation();
  const [choice, setChoice] = useState<"accept" | "decline" | null>(null);
  const answered = useRef(false);
  const can = (action: "accept" | "decline") => offer.actions.includes(action);
  if (!can("accept") && !can("decline")) return <Given offer={offer} here={answered.current} />;
  const done = () => {
    answered.current = true;
  };
  return (
    <Paper
      withBorder
      radius="lg"
      component="section"
      className={classes.answer}
      aria-label={t("offers.public.answer")}
    >
      {choice === "accept" && (
        <Accept offer={offer} token={token} onBack={() => setChoice(null)} onDone={done} />
      )}
      {choice === "decline" && (
        <Decline offer={offer} token={token} onBack={() => setChoice(null)} onDone={done} />
      )}
      {choice === null && (
        <>
          <Title order={2} size="h4" mb="sm">
            {t("offers.public.answer")}
          </Title>
          <Group gap="sm" className={classes.buttons}>
            {can("accept") && (
              <Button size="md" onClick={() => setChoice("accept")}>
                {t("offers.public.accept")}
              </Button>
            )}
            {can("decline") && (
              <Button size="md" variant="default" onClick={() => setChoice("decline")}>
                {t("offers.public.decline")}
              </Button>
            )}
          </Group>
        </>
      )}
    </Paper>
  );
}

/** What has become of the offer. */
function Given({ offer, here }: { offer: PublicOffer; here: boolean }) {
  const { t, i18n } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Whoever has just answered is led to what came of it.
    if (here) box.current?.focus();
  }, [here]);
  const company = offer.company.name;
  const at = offer.decided_at ? showInstant(offer.decided_at) : "";
  const words = {
    accepted: () => t("offers.public.acceptedText", { name: offer.decided_by ?? "", at, company }),
    declined: () => t("offers.public.declinedText", { at, company }),
    expired: () =>
      t("offers.public.expiredText", { day: showLongDay(offer.valid_until, i18n.language), company }),
    withdrawn: () => t("offers.public.withdrawnText", { company }),
  };
  if (offer.status === "draft" || offer.status === "sent") return null;
  const colours = { accepted: "green", declined: "gray", expired: "orange", withdrawn: "gray" };
  return (
    <Alert
      ref={box}
      tabIndex={-1}
      role="status"
      radius="lg"
      color={colours[offer.status]}
      title={t(`offers.public.${offer.status}`)}
      className={classes.given}
    >
      {words[offer.status]()}
    </Alert>
  );
}

/** When the offer has changed under the customer's hands, it is read again. */
function useReread(token: string): (problem: ProblemError) => void {
  const client = useQueryClient();
  return (problem) => {
    if (["not_allowed_in_status", "link_expired", "link_invalid"].includes(problem.code))
      void client.resetQueries({ queryKey: publicOfferQuery(token).queryKey });
  };
}

type FormProps = Props & { onBack: () => void; onDone: () => void };

function Accept({ offer, token, onBack, onDone }: FormProps) {
  const { t } = useTranslation();
  const [name, setName] = useState("");
  const [asked, setAsked] = useState(false);
  const accept = useAcceptOffer(token);
  const reread = useReread(token);
  const once = useOnce();
  const errors = formErrors(t, accept.error?.errors ?? []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (!name.trim()) focusField("name");
    else once(() => accept.mutateAsync(name.trim(), { onSuccess: onDone, onError: reread }));
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Title order={2} size="h4">
          {t("offers.public.accept")}
        </Title>
        <Text>
          {t("offers.public.acceptMeans", {
            company: offer.company.name,
            sum: showKr(offer.totals.total_ore),
          })}
        </Text>
        {!isProblem(accept.error, "invalid_fields") && <ProblemAlert error={accept.error} />}
        <TextInput
          label={t("offers.public.name")}
          description={t("offers.public.nameHint")}
          data-path="name"
          autoComplete="name"
          autoFocus
          required
          size="md"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={errors.name ?? (asked && !name.trim() ? t("problem.field.required") : undefined)}
        />
        <Group gap="sm" className={classes.buttons}>
          <Button type="submit" size="md" loading={accept.isPending}>
            {t("offers.public.acceptNow")}
          </Button>
          <Button size="md" variant="default" onClick={onBack}>
            {t("offers.public.change")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Decline({ offer, token, onBack, onDone }: FormProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState("");
  const decline = useDeclineOffer(token);
  const reread = useReread(token);
  const once = useOnce();
  const errors = formErrors(t, decline.error?.errors ?? []);
  const company = offer.company.name;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    once(() => decline.mutateAsync(reason, { onSuccess: onDone, onError: reread }));
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Title order={2} size="h4">
          {t("offers.public.declineNow")}
        </Title>
        <Text>{t("offers.public.declineMeans", { company })}</Text>
        {!isProblem(decline.error, "invalid_fields") && <ProblemAlert error={decline.error} />}
        <Textarea
          label={t("offers.public.reason")}
          description={t("offers.public.reasonHint", { company })}
          data-path="reason"
          autoFocus
          autosize
          minRows={3}
          size="md"
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={errors.reason}
        />
        <Group gap="sm" className={classes.buttons}>
          <Button type="submit" size="md" color="red" loading={decline.isPending}>
            {t("offers.public.declineNow")}
          </Button>
          <Button size="md" variant="default" onClick={onBack}>
            {t("offers.public.change")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
