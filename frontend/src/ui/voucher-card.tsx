/** What does a voucher look like? Its number and day, what happened, and its lines in debit and credit. */
import { Badge, Group, Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client.ts";
import { showOre } from "@/lib/number.ts";
import { TextLink } from "./text-link.tsx";
import classes from "./voucher-card.module.css";

/** A voucher; `link` leads to its invoice. */
export function VoucherCard({ voucher, link }: { voucher: Schema<"Voucher">; link?: boolean }) {
  const { t } = useTranslation();
  const name = t("bookkeeping.voucher", { number: voucher.number });
  return (
    <article className={classes.card} aria-label={name}>
      <Group justify="space-between" gap="xs">
        <Text fw={600}>
          {name} · {voucher.dated_on}
        </Text>
        {voucher.exported && (
          <Badge variant="light" color="gray" tt="none">
            {t("bookkeeping.handedOver")}
          </Badge>
        )}
        {voucher.corrected_by_id && (
          <Badge variant="light" color="gray" tt="none">
            {t("bookkeeping.corrected")}
          </Badge>
        )}
      </Group>
      <Text size="sm">
        {link && voucher.invoice_id ? (
          <TextLink to="/fakturor/$invoiceId" params={{ invoiceId: voucher.invoice_id }} size="sm">
            {voucher.text}
          </TextLink>
        ) : (
          voucher.text
        )}
        {voucher.corrects_id && ` (${t("bookkeeping.corrects")})`}
      </Text>
      <Table verticalSpacing={4} horizontalSpacing={6} layout="fixed" aria-label={name}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("bookkeeping.account")}</Table.Th>
            <Table.Th ta="right" w={88}>
              {t("bookkeeping.debit")}
            </Table.Th>
            <Table.Th ta="right" w={88}>
              {t("bookkeeping.credit")}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {voucher.lines.map((line) => (
            <Table.Tr key={[line.account, line.purpose, line.vat, line.invoice_id, line.amount_ore].join()}>
              <Table.Td style={{ overflowWrap: "anywhere" }}>
                {line.account} {t(`bookkeeping.purpose.${line.purpose}`)}
              </Table.Td>
              <Table.Td ta="right" className="figures">
                {line.amount_ore > 0 ? showOre(line.amount_ore) : ""}
              </Table.Td>
              <Table.Td ta="right" className="figures">
                {line.amount_ore < 0 ? showOre(-line.amount_ore) : ""}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </article>
  );
}
