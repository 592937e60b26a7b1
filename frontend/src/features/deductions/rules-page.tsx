/** Which rates and ceilings of ROT, RUT and green technology hold when? The law's table, to read. */
import { Badge, Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client.ts";
import { deductionRules } from "@/api/deductions.ts";
import { today } from "@/lib/date.ts";
import { showPercent } from "@/lib/number.ts";
import { Loaded } from "@/ui/loaded.tsx";
import { Page } from "@/ui/page.tsx";
import { Section } from "@/ui/section.tsx";
import classes from "./deductions.module.css";
import { holdsOn, kronor } from "./period.ts";

type Rules = Schema<"DeductionRules">;
type Period = { from_on: string; until_on: string | null };

/** The page. */
export function DeductionRulesPage() {
  const { t } = useTranslation();
  const query = useQuery(deductionRules);
  return (
    <Page title={t("deductions.rules")} subtitle={t("deductions.rulesText")} back={{ to: "/foretag" }}>
      <Loaded query={query} lines={8}>
        {(rules) => (
          <div className={classes.parts}>
            <Section title={t("deductions.rates")} text={t("deductions.ratesText")}>
              <Rates rates={rules.rates} />
            </Section>
            <Section title={t("deductions.ceilings")} text={t("deductions.ceilingsText")}>
              <Ceilings ceilings={rules.ceilings} />
            </Section>
          </div>
        )}
      </Loaded>
    </Page>
  );
}

function Days({ from_on, until_on }: Period) {
  const { t } = useTranslation();
  return (
    <>
      <span className="figures">
        {until_on
          ? t("deductions.fromUntil", { from: from_on, until: until_on })
          : t("deductions.from", { from: from_on })}
      </span>{" "}
      {holdsOn({ from_on, until_on }, today()) && (
        <Badge variant="light" color="green" tt="none" className="status">
          {t("deductions.now")}
        </Badge>
      )}
    </>
  );
}

function Rates({ rates }: { rates: Rules["rates"] }) {
  const { t } = useTranslation();
  return (
    <Table.ScrollContainer minWidth={0}>
      <Table aria-label={t("deductions.rates")} className={classes.table}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("deductions.deduction")}</Table.Th>
            <Table.Th>{t("deductions.paid")}</Table.Th>
            <Table.Th ta="right">{t("deductions.rate")}</Table.Th>
            <Table.Th>{t("deductions.source")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rates.map((rate) => (
            <Table.Tr key={`${rate.kind}-${rate.work_type}-${rate.from_on}`}>
              <Table.Td data-label={t("deductions.deduction")}>
                {t(`deductions.kinds.${rate.kind}`)}
                {rate.work_type && (
                  <Text size="xs" c="dimmed">
                    {t(`deductions.work.${rate.work_type}`)}
                  </Text>
                )}
              </Table.Td>
              <Table.Td data-label={t("deductions.paid")}>
                <Days {...rate} />
              </Table.Td>
              <Table.Td data-label={t("deductions.rate")} ta="right" className="figures">
                {showPercent(rate.rate_bp)}
              </Table.Td>
              <Table.Td data-label={t("deductions.source")}>{rate.source}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Ceilings({ ceilings }: { ceilings: Rules["ceilings"] }) {
  const { t } = useTranslation();
  const columns = ["rot_kr", "rut_kr", "together_kr", "green_kr"] as const;
  return (
    <Table.ScrollContainer minWidth={0}>
      <Table aria-label={t("deductions.ceilings")} className={classes.table}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("deductions.paid")}</Table.Th>
            {columns.map((column) => (
              <Table.Th key={column} ta="right">
                {t(`deductions.ceiling.${column}`)}
              </Table.Th>
            ))}
            <Table.Th>{t("deductions.source")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {ceilings.map((row) => (
            <Table.Tr key={row.from_on}>
              <Table.Td data-label={t("deductions.paid")}>
                <Days {...row} />
              </Table.Td>
              {columns.map((column) => (
                <Table.Td
                  key={column}
                  data-label={t(`deductions.ceiling.${column}`)}
                  ta="right"
                  className="figures"
                >
                  {row[column] === null ? t("deductions.apart") : kronor(row[column])}
                </Table.Td>
              ))}
              <Table.Td data-label={t("deductions.source")}>{row.source}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
