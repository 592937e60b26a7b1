/** What shall the customer pay, and how? The invoice behind a link, without an account. */
import { Badge, Button, Container, Group, Paper, Skeleton, Stack, Text, Title } from "@mantine/core";
import { useDisclosure, useDocumentTitle } from "@mantine/hooks";
import IconDownload from "@tabler/icons-react/dist/esm/icons/IconDownload.mjs";
import IconFileText from "@tabler/icons-react/dist/esm/icons/IconFileText.mjs";
import { useQuery } from "@tanstack/react-query";
import { useLocation } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { fetchPdf, saveFile } from "@/api/file.ts";
import { isProblem } from "@/api/problem.ts";
import { useCommand } from "@/api/use-command.ts";
import { showLongDay } from "@/lib/date.ts";
import { showOre, showQuantity } from "@/lib/number.ts";
import { PdfView } from "@/ui/pdf-view.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { Sums } from "@/ui/totals-panel.tsx";
import { PublicAsk } from "./public-ask.tsx";
import classes from "./public-invoice.module.css";
import { PublicPay } from "./public-pay.tsx";
import { type PublicInvoice, publicInvoiceQuery } from "./public-queries.ts";

const COLOURS = { to_pay: "blue", overdue: "red", settled: "green" } as const;

/** The page. Its secret is what stands behind `#`; it goes to the server's answer alone. */
export function PublicInvoicePage() {
  const { t } = useTranslation();
  const token = useLocation({ select: ({ hash }) => hash });
  const query = useQuery({ ...publicInvoiceQuery(token), enabled: token !== "" });
  const invoice = query.data;
  useDocumentTitle(
    invoice
      ? `${t("bill.numbered", { number: invoice.number })} · ${invoice.company.name}`
      : "Flexibla Kontoret",
  );
  return (
    <>
      <meta name="robots" content="noindex, nofollow" />
      <Container size="45rem" component="main" className={classes.page}>
        {invoice ? <Whole invoice={invoice} token={token} /> : <Without error={query.error} token={token} />}
      </Container>
    </>
  );
}

/** Before the invoice is there, and when there is none. */
function Without({ error, token }: { error: unknown; token: string }) {
  const { t } = useTranslation();
  const expired = isProblem(error, "link_expired");
  if (token === "" || expired || isProblem(error, "link_invalid") || isProblem(error, "not_found"))
    return (
      <Paper withBorder p="xl" radius="lg">
        <Title order={1} size="h3" mb="xs">
          {t("bill.invalidTitle")}
        </Title>
        <Text>{t(expired ? "bill.expiredText" : "bill.invalidText")}</Text>
      </Paper>
    );
  if (error) return <ProblemAlert error={error} retry={() => window.location.reload()} />;
  return (
    <Stack gap="md" role="status" aria-label={t("bill.loading")}>
      <Skeleton height={40} width="50%" />
      <Skeleton height={140} />
      <Skeleton height={220} />
    </Stack>
  );
}

function Whole({ invoice, token }: { invoice: PublicInvoice; token: string }) {
  const { t, i18n } = useTranslation();
  const credit = invoice.kind === "credit_note";
  const name = t(credit ? "bill.credit" : "bill.numbered", { number: invoice.number });
  const { company } = invoice;
  return (
    <Stack gap="xl">
      <div className={classes.sender}>
        {company.logo ? (
          <img src={company.logo} alt={company.name} className={classes.logo} />
        ) : (
          <Text fw={700} size="lg">
            {company.name}
          </Text>
        )}
      </div>
      <Paper withBorder radius="lg" className={classes.sheet}>
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
          <Title order={1} className={classes.title}>
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
        <Lines invoice={invoice} />
        <div className={classes.sums}>
          <Sums totals={invoice.totals} pricesIncludeVat={invoice.prices_include_vat} of="invoice" />
        </div>
        <PublicPdf token={token} number={invoice.number} />
      </Paper>
      <PublicAsk token={token} company={company} />
    </Stack>
  );
}

function Lines({ invoice: { lines, prices_include_vat } }: { invoice: PublicInvoice }) {
  const { t } = useTranslation();
  return (
    <section>
      <Title order={2} size="h5" mb={4}>
        {t("bill.lines")}
      </Title>
      <ul className={classes.lines}>
        {lines.map((line) => (
          <li key={line.id} className={classes.line}>
            <div className={classes.what}>
              {line.description}
              <Text size="sm" c="dimmed" component="div" className="figures">
                {t("bill.quantity", {
                  quantity: showQuantity(line.quantity_milli),
                  unit: line.unit,
                  price: showOre(line.unit_price_ore),
                })}
              </Text>
            </div>
            <Text component="div" fw={600} className="figures">
              {showOre(line.amount_ore)}
            </Text>
          </li>
        ))}
      </ul>
      <Text size="sm" c="dimmed" mt="xs">
        {t(prices_include_vat ? "bill.inclVat" : "bill.exclVat")}
      </Text>
    </section>
  );
}

function PublicPdf({ token, number }: { token: string; number: number }) {
  const { t } = useTranslation();
  const [shown, { toggle }] = useDisclosure(false);
  const fileName = t("bill.fileName", { number });
  const source = { kind: "public-invoice", token } as const;
  const download = useCommand(async () => saveFile(await fetchPdf(source), fileName, "application/pdf"));
  return (
    <Stack gap="md">
      <Group gap="xs">
        <Button
          variant="default"
          leftSection={<IconFileText size={16} aria-hidden />}
          aria-expanded={shown}
          onClick={toggle}
        >
          {t(shown ? "bill.hidePdf" : "bill.showPdf")}
        </Button>
        {!shown && (
          <Button
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
            loading={download.isPending}
            onClick={() => download.mutate()}
          >
            {t("bill.downloadPdf")}
          </Button>
        )}
      </Group>
      <ProblemAlert error={download.error} />
      {shown && <PdfView source={source} version={number} fileName={fileName} title={t("bill.document")} />}
    </Stack>
  );
}
