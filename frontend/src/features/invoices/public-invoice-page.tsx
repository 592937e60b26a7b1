/** What shall the customer pay, and how? The invoice behind a link, without an account. */
import { Badge, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useLocation } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { showLongDay } from "@/lib/date.ts";
import { PublicLines } from "@/ui/public-lines.tsx";
import frame from "@/ui/public-page.module.css";
import { PublicPage, PublicSender } from "@/ui/public-page.tsx";
import { PublicPdf } from "@/ui/public-pdf.tsx";
import { Sums } from "@/ui/totals-panel.tsx";
import { PublicAsk } from "./public-ask.tsx";
import { PublicDeduction } from "./public-deduction.tsx";
import { PublicPay } from "./public-pay.tsx";
import { type PublicInvoice, publicInvoiceQuery } from "./public-queries.ts";

const COLOURS = { to_pay: "blue", overdue: "red", settled: "green" } as const;

/** The page. Its secret is what stands behind `#`; it goes to the server's answer alone. */
export function PublicInvoicePage() {
  const { t } = useTranslation();
  const token = useLocation({ select: ({ hash }) => hash });
  const query = useQuery({ ...publicInvoiceQuery(token), enabled: token !== "" });
  const invoice = query.data;
  return (
    <PublicPage
      token={token}
      error={query.error}
      title={invoice && `${t("bill.numbered", { number: invoice.number })} · ${invoice.company.name}`}
      words={{
        loading: t("bill.loading"),
        invalid: t("bill.invalidText"),
        expired: t("bill.expiredText"),
      }}
    >
      {invoice && <Whole invoice={invoice} token={token} />}
    </PublicPage>
  );
}

function Whole({ invoice, token }: { invoice: PublicInvoice; token: string }) {
  const { t, i18n } = useTranslation();
  const credit = invoice.kind === "credit_note";
  const name = t(credit ? "bill.credit" : "bill.numbered", { number: invoice.number });
  const { company, deduction } = invoice;
  return (
    <Stack gap="xl">
      <PublicSender company={company} />
      <Paper withBorder radius="lg" className={frame.sheet}>
        <header>
          <Group justify="space-between" gap="xs">
            <Text size="sm" c="dimmed" fw={600}>
              {name}
            </Text>
            {!credit && (
              <Badge variant="light" color={COLOURS[invoice.state]} className="status" tt="none">
                {t(`bill.state.${invoice.state}`)}
              </Badge>
            )}
          </Group>
          <Title order={1} className={frame.title}>
            {invoice.title || name}
          </Title>
          <Text c="dimmed" mt={4}>
            {t("bill.for", { name: invoice.customer_name })}
          </Text>
          <Text c="dimmed">{t("bill.issuedOn", { day: showLongDay(invoice.issued_on, i18n.language) })}</Text>
        </header>
        {invoice.payment ? (
          <PublicPay payment={invoice.payment} overdue={invoice.state === "overdue"} />
        ) : (
          !credit && <Text fw={600}>{t("bill.settledText")}</Text>
        )}
        <PublicLines
          title={t("bill.lines")}
          lines={invoice.lines}
          pricesIncludeVat={invoice.prices_include_vat}
        />
        <div className={frame.sums}>
          <Sums
            totals={invoice.totals}
            pricesIncludeVat={invoice.prices_include_vat}
            of="invoice"
            deducted={deduction && { kind: deduction.kind, ore: deduction.deducted_ore }}
          />
          {deduction && <PublicDeduction deduction={deduction} />}
        </div>
        <PublicPdf
          source={{ kind: "public-invoice", token }}
          version={invoice.number}
          fileName={t("bill.fileName", { number: invoice.number })}
          title={t("bill.document")}
        />
      </Paper>
      <PublicAsk token={token} company={company} />
    </Stack>
  );
}
