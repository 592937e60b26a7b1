/** What does it come to? The sums of a document, live while typing as the server will decide. */
import { Group, Paper, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client.ts";
import { showKr, showOre } from "@/lib/number.ts";
import { isTaxed, type PriceTerms, TotalsError, type TotalsLine, totals } from "@/lib/totals.ts";

type SumsProps = {
  totals: Schema<"Totals">;
  pricesIncludeVat: boolean;
  of: "offer" | "order" | "invoice";
  /** What the tax agency pays of an invoice; below zero on a credit note. */
  deducted?: { kind: "rot" | "rut" | "green"; ore: number } | null;
};

/** Sums that are known. */
export function Sums({ totals: sums, pricesIncludeVat, of, deducted }: SumsProps) {
  const { t } = useTranslation();
  return (
    <Paper withBorder p="md" radius="md" component="section" aria-label={t("common.totals.title")}>
      <Stack gap={6} component="dl" m={0}>
        {sums.discount_ore !== 0 && (
          <>
            <Row
              label={`${t("common.totals.lines")} ${t(pricesIncludeVat ? "common.totals.inclVat" : "common.totals.exclVat")}`}
              value={showOre(sums.lines_ore)}
            />
            <Row label={t("common.totals.discount")} value={showOre(-sums.discount_ore)} />
          </>
        )}
        <Row label={t("common.totals.net")} value={showOre(sums.net_ore)} />
        {sums.vat_rows.map((row) => (
          <Row
            key={row.vat}
            label={t(isTaxed(row.vat) ? "common.totals.vatOf" : "common.totals.untaxed", {
              vat: t(`common.vat.${row.vat}`),
              net: showOre(row.net_ore),
            })}
            value={showOre(row.vat_ore)}
          />
        ))}
        {sums.rounding_ore !== 0 && (
          <Row label={t("common.totals.rounding")} value={showOre(sums.rounding_ore)} />
        )}
        {deducted && (
          <>
            <Row label={t("common.totals.invoiceTotal")} value={showOre(sums.total_ore)} />
            <Row label={t(`common.totals.deduction.${deducted.kind}`)} value={showOre(-deducted.ore)} />
          </>
        )}
        <Row
          strong
          label={t(of === "invoice" ? "common.totals.total" : "common.totals.totalOffer")}
          value={showKr(sums.total_ore - (deducted?.ore ?? 0))}
        />
      </Stack>
    </Paper>
  );
}

function Row({ label, value, strong }: { label: string; value: string; strong?: boolean }) {
  return (
    <Group justify="space-between" gap="sm" wrap="nowrap" align="baseline">
      <Text component="dt" size={strong ? "md" : "sm"} fw={strong ? 700 : 400}>
        {label}
      </Text>
      <Text component="dd" m={0} size={strong ? "md" : "sm"} fw={strong ? 700 : 400} className="figures">
        {value}
      </Text>
    </Group>
  );
}

/** Sums that are counted while somebody types. */
export function LiveSums({
  lines,
  terms,
  of,
}: {
  lines: TotalsLine[];
  terms: PriceTerms;
  of: SumsProps["of"];
}) {
  const { t } = useTranslation();
  try {
    return <Sums totals={totals(terms, lines)} pricesIncludeVat={terms.prices_include_vat} of={of} />;
  } catch (error) {
    if (!(error instanceof TotalsError)) throw error;
    return (
      <Text c="red" role="alert">
        {t("common.totals.impossible")}
      </Text>
    );
  }
}
