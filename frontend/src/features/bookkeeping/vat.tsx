/** What does the VAT return ask of a period's sales? */
import { Button, Group, Stack, Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { today } from "@/lib/date.ts";
import { showDecimal, showOre } from "@/lib/number.ts";
import { DayInput } from "@/ui/day-input.tsx";
import { Framed } from "@/ui/framed.tsx";
import { Loaded } from "@/ui/loaded.tsx";
import { PERIODS, periodOf } from "./periods.ts";
import { vatReport } from "./queries.ts";

type Props = { from?: string; to?: string; onPeriod: (from: string, to: string) => void };

/** The tab. */
export function Vat({ from = `${today().slice(0, 7)}-01`, to = today(), onPeriod }: Props) {
  const { t } = useTranslation();
  const query = useQuery(vatReport(from, to));
  return (
    <Stack gap="sm">
      <Group gap="sm" align="flex-end">
        <DayInput label={t("bookkeeping.from")} value={from} onChange={(day) => day && onPeriod(day, to)} />
        <DayInput label={t("bookkeeping.to")} value={to} onChange={(day) => day && onPeriod(from, day)} />
        <Group gap="xs">
          {PERIODS.map((period) => {
            const [first, last] = periodOf(period, today());
            return (
              <Button key={period} variant="default" size="xs" onClick={() => onPeriod(first, last)}>
                {t(`bookkeeping.period.${period}`)}
              </Button>
            );
          })}
        </Group>
      </Group>
      <Text size="sm" c="dimmed">
        {t("bookkeeping.salesOnly")}
      </Text>
      <Loaded query={query} lines={8}>
        {({ boxes }) => (
          <Framed>
            <Table aria-label={t("bookkeeping.tab.vat")}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t("bookkeeping.box")}</Table.Th>
                  <Table.Th ta="right">{t("bookkeeping.kronor")}</Table.Th>
                  <Table.Th visibleFrom="sm">{t("bookkeeping.accountsOf")}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {boxes.map((box) => (
                  <Table.Tr key={box.vat_box}>
                    <Table.Td>
                      <strong className="figures">{box.vat_box}</strong>&ensp;
                      {t(`bookkeeping.vatBox.box${box.vat_box}`)}
                    </Table.Td>
                    <Table.Td ta="right" className="figures">
                      {showDecimal(box.kronor, 0)}
                    </Table.Td>
                    <Table.Td visibleFrom="sm" className="figures">
                      {box.accounts.map((a) => `${a.account}: ${showOre(a.amount_ore)}`).join(" · ")}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Framed>
        )}
      </Loaded>
    </Stack>
  );
}
