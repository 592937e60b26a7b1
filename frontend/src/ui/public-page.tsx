/** How does a page look that a customer opens by a link, without an account? Its frame, its sender, and what it says when the link doesn't hold. */
import { Container, Paper, Skeleton, Stack, Text, Title } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client.ts";
import { isProblem } from "@/api/problem.ts";
import { ProblemAlert } from "./problem-alert.tsx";
import classes from "./public-page.module.css";

type Company = Schema<"PublicCompany">;

type Props = {
  /** What stands behind `#`: the link's secret. */
  token: string;
  /** Why the document isn't there. */
  error: unknown;
  /** The document's name, once it is there. */
  title: string | undefined;
  /** What is said meanwhile, and when the link doesn't hold. */
  words: { loading: string; invalid: string; expired: string };
  /** What stands above that; that the link doesn't hold, unless said otherwise. */
  invalidTitle?: string;
  /** The page, once the document is there. */
  children: ReactNode;
};

/** The frame. */
export function PublicPage({ token, error, title, words, invalidTitle, children }: Props) {
  useDocumentTitle(title ?? "Flexibla Kontoret");
  return (
    <>
      <meta name="robots" content="noindex, nofollow" />
      <Container size="45rem" component="main" className={classes.page}>
        {title === undefined ? (
          <Without error={error} token={token} words={words} invalidTitle={invalidTitle} />
        ) : (
          children
        )}
      </Container>
    </>
  );
}

/** Before the document is there, and when there is none. */
type WithoutProps = Pick<Props, "error" | "token" | "words"> & { invalidTitle: string | undefined };

function Without({ error, token, words, invalidTitle }: WithoutProps) {
  const { t } = useTranslation();
  const expired = isProblem(error, "link_expired");
  if (token === "" || expired || isProblem(error, "link_invalid") || isProblem(error, "not_found"))
    return (
      <Paper withBorder p="xl" radius="lg">
        <Title order={1} size="h3" mb="xs">
          {invalidTitle ?? t("common.public.invalidTitle")}
        </Title>
        <Text>{expired ? words.expired : words.invalid}</Text>
      </Paper>
    );
  if (error) return <ProblemAlert error={error} retry={() => window.location.reload()} />;
  return (
    <Stack gap="md" role="status" aria-label={words.loading}>
      <Skeleton height={40} width="50%" />
      <Skeleton height={28} width="80%" />
      <Skeleton height={220} />
      <Skeleton height={140} />
    </Stack>
  );
}

/** Who it is from. */
export function PublicSender({ company }: { company: Company }) {
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

/** How the company is reached. */
export function PublicContact({ company }: { company: Company }) {
  const { t } = useTranslation();
  return (
    <>
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
          {t("common.public.orgNumber", { number: company.organisation_number })}
        </Text>
      )}
      <Link className={classes.link} to="/integritet/$slug" params={{ slug: company.slug }}>
        {t("privacy.public.footer")}
      </Link>
    </>
  );
}
