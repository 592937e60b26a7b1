/** What is the customer offered? The offer behind a link, to read and to answer without an account. */
import { Container, Paper, Skeleton, Stack, Text, Title } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useLocation } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { isProblem } from "@/api/problem.ts";
import { showLongDay } from "@/lib/date.ts";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { Sums } from "@/ui/totals-panel.tsx";
import { PublicAnswer } from "./public-answer.tsx";
import { PublicDocument } from "./public-document.tsx";
import { PublicLines } from "./public-lines.tsx";
import classes from "./public-offer.module.css";
import { type PublicOffer, publicOfferQuery } from "./queries.ts";

/** The page. Its secret is what stands behind `#`; it goes to the server's answer alone. */
export function PublicOfferPage() {
  const { t } = useTranslation();
  const token = useLocation({ select: ({ hash }) => hash });
  const query = useQuery({ ...publicOfferQuery(token), enabled: token !== "" });
  const offer = query.data;
  useDocumentTitle(
    offer ? `${t("offers.numbered", { number: offer.number })} · ${offer.company.name}` : "Flexibla Kontoret",
  );
  return (
    <>
      <meta name="robots" content="noindex, nofollow" />
      <Container size="45rem" component="main" className={classes.page}>
        {offer ? <Whole offer={offer} token={token} /> : <Without error={query.error} token={token} />}
      </Container>
    </>
  );
}

/** Before the offer is there, and when there is none. */
function Without({ error, token }: { error: unknown; token: string }) {
  const { t } = useTranslation();
  const expired = isProblem(error, "link_expired");
  if (token === "" || expired || isProblem(error, "link_invalid") || isProblem(error, "not_found"))
    return (
      <Paper withBorder p="xl" radius="lg">
        <Title order={1} size="h3" mb="xs">
          {t("offers.public.invalidTitle")}
        </Title>
        <Text>{t(expired ? "offers.public.expiredLinkText" : "offers.public.invalidText")}</Text>
      </Paper>
    );
  if (error) return <ProblemAlert error={error} retry={() => window.location.reload()} />;
  return (
    <Stack gap="md" role="status" aria-label={t("offers.public.loading")}>
      <Skeleton height={40} width="50%" />
      <Skeleton height={28} width="80%" />
      <Skeleton height={220} />
      <Skeleton height={140} />
    </Stack>
  );
}

function Whole({ offer, token }: { offer: PublicOffer; token: string }) {
  const { t, i18n } = useTranslation();
  return (
    <Stack gap="xl">
      <Sender offer={offer} />
      <Paper withBorder radius="lg" className={classes.sheet}>
        <header>
          <Text size="sm" c="dimmed" fw={600}>
            {t("offers.numbered", { number: offer.number })}
          </Text>
          <Title order={1} className={classes.title}>
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
        {offer.intro && <Text className={classes.text}>{offer.intro}</Text>}
        <PublicLines lines={offer.lines} pricesIncludeVat={offer.prices_include_vat} />
        <div className={classes.sums}>
          <Sums totals={offer.totals} pricesIncludeVat={offer.prices_include_vat} of="offer" />
        </div>
        {offer.terms && (
          <section>
            <Title order={2} size="h5" mb={4}>
              {t("offers.public.terms")}
            </Title>
            <Text size="sm" className={classes.text}>
              {offer.terms}
            </Text>
          </section>
        )}
        <PublicDocument token={token} number={offer.number} />
      </Paper>
      <PublicAnswer offer={offer} token={token} />
      <Contact offer={offer} />
    </Stack>
  );
}

function Sender({ offer: { company } }: { offer: PublicOffer }) {
  return (
    <div className={classes.sender}>
      {company.logo ? (
        <img src={company.logo} alt={company.name} className={classes.logo} />
      ) : (
        <Text fw={700} size="lg">
          {company.name}
        </Text>
      )}
    </div>
  );
}

function Contact({ offer: { company } }: { offer: PublicOffer }) {
  const { t } = useTranslation();
  return (
    <section className={classes.contact} aria-label={t("offers.public.questions", { company: company.name })}>
      <Text fw={600}>{t("offers.public.questions", { company: company.name })}</Text>
      {company.phone && (
        <a className={classes.link} href={`tel:${company.phone.replace(/[^+\d]/g, "")}`}>
          {company.phone}
        </a>
      )}
      {company.email && (
        <a className={classes.link} href={`mailto:${company.email}`}>
          {company.email}
        </a>
      )}
      {company.organisation_number && (
        <Text size="sm" c="dimmed">
          {t("offers.public.orgNumber", { number: company.organisation_number })}
        </Text>
      )}
    </section>
  );
}
