/** What became of a sent offer? Facts, letters, the customer's link, and the document as it was sent. */

import { Alert, Button, Group, Stack } from "@mantine/core";
import IconArrowRight from "@tabler/icons-react/dist/esm/icons/IconArrowRight.mjs";
import IconCopy from "@tabler/icons-react/dist/esm/icons/IconCopy.mjs";
import IconSend from "@tabler/icons-react/dist/esm/icons/IconSend.mjs";
import IconTools from "@tabler/icons-react/dist/esm/icons/IconTools.mjs";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { part } from "@/api/part.ts";
import { companyQuery, pickWorkSites } from "@/api/pick.ts";
import { OwnPdf } from "@/app/own.tsx";
import { useMay } from "@/app/session.ts";
import { addDays, showInstant, today } from "@/lib/date.ts";
import { DeductionPanel } from "@/ui/deduction-panel.tsx";
import { Facts } from "@/ui/facts.tsx";
import { LinkButton } from "@/ui/link-button.tsx";
import { MailList } from "@/ui/mail-list.tsx";
import { Page } from "@/ui/page.tsx";
import { BesidePaper } from "@/ui/pdf-view.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { Status } from "@/ui/status.tsx";
import { TextLink } from "@/ui/text-link.tsx";
import { Sums } from "@/ui/totals-panel.tsx";
import { whenWanted } from "@/ui/use-later.ts";
import { useOnce } from "@/ui/use-once.ts";
import { siteName } from "@/ui/work-site-select.tsx";
import { contentOf } from "./draft.ts";
import { LinkField } from "./link-field.tsx";
import classes from "./offer.module.css";
import { type Offer, offerQuery, useConvertOffer, useCreateOffer } from "./queries.ts";
import { Withdraw } from "./withdraw.tsx";

const SendReview = whenWanted(
  part(() => import("./send-review.tsx")),
  (module) => module.SendReview,
  ({ opened }) => opened,
);

const ENDED = ["declined", "expired", "withdrawn"];

/** The page of an offer that is no draft. */
export function OfferRead({ offer }: { offer: Offer }) {
  const { t } = useTranslation();
  const acts = useActs(offer);
  return (
    <Page
      title={t("offers.numbered", { number: offer.number })}
      beside={<Status of="offer" status={offer.status} />}
      subtitle={[offer.title, offer.customer_name].filter(Boolean).join(" · ")}
      actions={acts.buttons}
      back={{ to: "/offerter" }}
    >
      <ProblemAlert error={acts.error} />
      <BesidePaper
        paper={
          <OwnPdf
            source={{ kind: "offer", id: offer.id }}
            version={offer.version}
            fileName={t("offers.fileName", { number: offer.number })}
            title={t("offers.document")}
          />
        }
      >
        <Stack gap="lg">
          <Outcome offer={offer} />
          <About offer={offer} />
          {offer.public_url && offer.status === "sent" && <LinkField url={offer.public_url} />}
          <MailList mails={offer.mails} />
          <div className={classes.sums}>
            <Sums totals={offer.totals} pricesIncludeVat={offer.prices_include_vat} of="offer" />
            {offer.deduction !== "none" && (
              <DeductionPanel
                of={{ offer_id: offer.id }}
                version={offer.version}
                customerId={offer.customer_id}
              />
            )}
          </div>
        </Stack>
      </BesidePaper>
      {acts.dialogs}
    </Page>
  );
}

/** What the customer said, and what comes next. */
function Outcome({ offer }: { offer: Offer }) {
  const { t } = useTranslation();
  const at = offer.decided_at ? showInstant(offer.decided_at) : "";
  switch (offer.status) {
    case "accepted":
      return (
        <Alert color="green" title={t("offers.acceptedBy", { name: offer.decided_by ?? "", at })}>
          {t(offer.order_id ? "offers.acceptedOrdered" : "offers.acceptedNext")}
        </Alert>
      );
    case "declined":
      return (
        <Alert color="red" title={t("offers.declinedAt", { at })}>
          {offer.decline_reason
            ? t("offers.declineReason", { reason: offer.decline_reason })
            : t("offers.noReason")}
        </Alert>
      );
    case "expired":
      return (
        <Alert color="orange" title={t("offers.expiredTitle", { day: offer.valid_until })}>
          {t("offers.expiredText")}
        </Alert>
      );
    case "withdrawn":
      return (
        <Alert color="gray" title={t("offers.withdrawnTitle")}>
          {t("offers.withdrawnText")}
        </Alert>
      );
    default:
      return null;
  }
}

function About({ offer }: { offer: Offer }) {
  const { t } = useTranslation();
  const may = useMay();
  const { data: sites } = useQuery({
    ...pickWorkSites(offer.customer_id),
    enabled: offer.work_site_id !== null && may("customers_read"),
  });
  const site = sites?.items.find(({ id }) => id === offer.work_site_id);
  const customer = may("customers_read") ? (
    <TextLink to="/kunder/$customerId" params={{ customerId: offer.customer_id }} size="sm">
      {offer.customer_name}
    </TextLink>
  ) : (
    offer.customer_name
  );
  const facts = [
    { label: t("offers.customer"), value: customer },
    { label: t("common.workSite.title"), value: site && siteName(site) },
    { label: t("offers.theirReference"), value: offer.their_reference },
    { label: t("offers.sentAt"), value: offer.sent_at && showInstant(offer.sent_at) },
    { label: t("offers.validUntil"), value: offer.valid_until },
  ];
  return <Facts facts={facts.filter(({ value }) => value)} />;
}

/** What can be done, as the offer says. */
function useActs(offer: Offer) {
  const { t } = useTranslation();
  const may = useMay();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [sending, setSending] = useState(false);
  const convert = useConvertOffer();
  const again = useCreateOffer();
  const can = (action: Offer["actions"][number]) => offer.actions.includes(action);
  const once = useOnce();
  const refresh = () => client.invalidateQueries({ queryKey: offerQuery(offer.id).queryKey });
  const toOrder = () =>
    once(() =>
      convert.mutateAsync(offer.id, {
        onSuccess: ({ id }) => navigate({ to: "/order/$orderId", params: { orderId: id } }),
        // Somebody else was faster: the offer says so now.
        onError: refresh,
      }),
    );
  const anew = () =>
    once(async () => {
      const { offer_valid_days } = await client.ensureQueryData(companyQuery);
      const content = { ...contentOf(offer), valid_until: addDays(today(), offer_valid_days) };
      const { id } = await again.mutateAsync(content);
      await navigate({ to: "/offerter/$offerId", params: { offerId: id } });
    });
  const buttons = (
    <Group gap="xs">
      {ENDED.includes(offer.status) && may("offers_write") && (
        <Button
          variant="default"
          leftSection={<IconCopy size={16} aria-hidden />}
          loading={again.isPending}
          onClick={anew}
        >
          {t("offers.anew")}
        </Button>
      )}
      {can("withdraw") && <Withdraw offer={offer} />}
      {can("send") && (
        <Button
          variant="default"
          leftSection={<IconSend size={16} aria-hidden />}
          onClick={() => setSending(true)}
        >
          {t("offers.sendAgain")}
        </Button>
      )}
      {can("convert") && (
        <Button
          leftSection={<IconTools size={16} aria-hidden />}
          loading={convert.isPending}
          onClick={toOrder}
        >
          {t("offers.convert")}
        </Button>
      )}
      {offer.order_id && may("orders_read", "orders_work") && (
        <LinkButton
          to="/order/$orderId"
          params={{ orderId: offer.order_id }}
          rightSection={<IconArrowRight size={16} aria-hidden />}
        >
          {t("offers.toOrder")}
        </LinkButton>
      )}
    </Group>
  );
  const dialogs = (
    <SendReview
      offer={offer}
      opened={sending}
      onClose={() => setSending(false)}
      validUntil={offer.valid_until}
      ready={async () => offer.version}
      onRefused={() => {
        setSending(false);
        void refresh();
      }}
    />
  );
  return { buttons, dialogs, error: convert.error ?? again.error };
}
