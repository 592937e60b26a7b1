/** What is the customer offered? The offer behind a link, to read and to answer without an account. */
import { Paper, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useLocation } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { showLongDay } from "@/lib/date.ts";
import { PublicLines } from "@/ui/public-lines.tsx";
import frame from "@/ui/public-page.module.css";
import { PublicContact, PublicPage, PublicSender } from "@/ui/public-page.tsx";
import { PublicPdf } from "@/ui/public-pdf.tsx";
import { Sums } from "@/ui/totals-panel.tsx";
import { PublicAnswer } from "./public-answer.tsx";
import classes from "./public-offer.module.css";
import { type PublicOffer, publicOfferQuery } from "./queries.ts";

/** The page. Its secret is what stands behind `#`; it goes to the server's answer alone. */
export function PublicOfferPage() {
  const { t } = useTranslation();
  const token = useLocation({ select: ({ hash }) => hash });
  const query = useQuery({ ...publicOfferQuery(token), enabled: token !== "" });
  const offer = query.data;
  return (
    <PublicPage
      token={token}
      error={query.error}
      title={offer && `${t("offers.numbered", { number: offer.number })} · ${offer.company.name}`}
      words={{
        loading: t("offers.public.loading"),
        invalid: t("offers.public.invalidText"),
        expired: t("offers.public.expiredLinkText"),
      }}
    >
      {offer && <Whole offer={offer} token={token} />}
    </PublicPage>
  );
}

function Whole({ offer, token }: { offer: PublicOffer; token: string }) {
  const { t, i18n } = useTranslation();
  return (
    <Stack gap="xl">
      <PublicSender company={offer.company} />
      <Paper withBorder radius="lg" className={frame.sheet}>
        <header>
          <Text size="sm" c="dimmed" fw={600}>
            {t("offers.numbered", { number: offer.number })}
          </Text>
          <Title order={1} className={frame.title}>
            {offer.title || t("offers.numbered", { number: offer.number })}
          </Title>
          <Text c="dimmed" mt={4}>
            {t("offers.public.for", { name: offer.customer_name })}
          </Text>
          {offer.work_site && <Text c="dimmed">{t("offers.public.at", { site: offer.work_site })}</Text>}
          {offer.status === "sent" && (
            <Text mt="xs" fw={600}>
              {t("offers.public.validUntil", { day: showLongDay(offer.valid_until, i18n.language) })}
            </Text>
          )}
        </header>
        {offer.intro && <Text className={frame.text}>{offer.intro}</Text>}
        <PublicLines
          title={t("offers.public.lines")}
          lines={offer.lines}
          pricesIncludeVat={offer.prices_include_vat}
        />
        <div className={frame.sums}>
          <Sums totals={offer.totals} pricesIncludeVat={offer.prices_include_vat} of="offer" />
        </div>
        {offer.terms && (
          <section>
            <Title order={2} size="h5" mb={4}>
              {t("offers.public.terms")}
            </Title>
            <Text size="sm" className={frame.text}>
              {offer.terms}
            </Text>
          </section>
        )}
        <PublicPdf
          source={{ kind: "public-offer", token }}
          version={offer.number}
          fileName={t("offers.fileName", { number: offer.number })}
          title={t("offers.document")}
        />
      </Paper>
      <PublicAnswer offer={offer} token={token} />
      <Contact offer={offer} />
    </Stack>
  );
}

function Contact({ offer: { company } }: { offer: PublicOffer }) {
  const { t } = useTranslation();
  return (
    <section className={classes.contact} aria-label={t("offers.public.questions", { company: company.name })}>
      <Text fw={600}>{t("offers.public.questions", { company: company.name })}</Text>
      <PublicContact company={company} />
    </section>
  );
}
