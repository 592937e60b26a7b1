/** Which rates and ceilings of ROT, RUT and green technology hold when? The law, and what the company has entered after it. */
import { Badge, Button, Group, Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client.ts";
import { deductionRules } from "@/api/deductions.ts";
import { useMay } from "@/app/session.ts";
import { today } from "@/lib/date.ts";
import { showPercent } from "@/lib/number.ts";
import { Loaded } from "@/ui/loaded.tsx";
import { Page } from "@/ui/page.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { Section } from "@/ui/section.tsx";
import classes from "./deductions.module.css";
import { holdsOn, kronor } from "./period.ts";
import { useDeleteRule } from "./queries.ts";
import { newRule, ofCeilings, ofRate, ofShare, type RuleForm } from "./rule.ts";
import { RuleDialog } from "./rule-dialog.tsx";

type Rules = Schema<"DeductionRules">;
type Period = { from_on: string; until_on: string | null };

/** The page. */
export function DeductionRulesPage() {
  const { t } = useTranslation();
  const query = useQuery(deductionRules);
  const may = useMay();
  const [form, setForm] = useState<RuleForm | null>(null);
  const now = query.data?.ceilings.find((row) => holdsOn(row, today()));
  const write = may("company_write") ? setForm : undefined;
  return (
    <Page
      title={t("deductions.rules")}
      subtitle={t("deductions.rulesText")}
      back={{ to: "/foretag" }}
      actions={write && <Button onClick={() => write(newRule("rot", now))}>{t("deductions.newRule")}</Button>}
    >
      <Loaded query={query} lines={8}>
        {(rules) => (
          <div className={classes.parts}>
            <Section title={t("deductions.rates")} text={t("deductions.ratesText")}>
              <Rates rates={rules.rates} onChange={write} />
            </Section>
            <Section title={t("deductions.ceilings")} text={t("deductions.ceilingsText")}>
              <Ceilings ceilings={rules.ceilings} onChange={write} />
            </Section>
            <Section title={t("deductions.shares")} text={t("deductions.sharesText")}>
              <Shares shares={rules.shares} onChange={write} />
            </Section>
          </div>
        )}
      </Loaded>
      {form && <RuleDialog begin={form} ceilings={now} onClose={() => setForm(null)} />}
    </Page>
  );
}

type Change = ((form: RuleForm) => void) | undefined;

/** Where a rule is written, and what can be done to one that the company has entered. */
function Source({ source, form, onChange }: { source: string; form: RuleForm; onChange: Change }) {
  const { t } = useTranslation();
  const remove = useDeleteRule();
  const { from_on, version, subject } = form;
  const flat = subject === "flat_rate";
  if (version === 0 || from_on === null) return source;
  return (
    <div>
      {source}{" "}
      {!flat && (
        <Badge variant="light" color="blue" tt="none" className="status">
          {t("deductions.own")}
        </Badge>
      )}
      {onChange && (flat || from_on > today()) && (
        <Group gap="xs" mt={4}>
          <Button size="compact-sm" variant="default" onClick={() => onChange(form)}>
            {t("deductions.change")}
          </Button>
          <Button
            size="compact-sm"
            variant="subtle"
            color="red"
            loading={remove.isPending}
            onClick={() =>
              remove.mutate({ subject, installation: form.installation || undefined, from_on, version })
            }
          >
            {t("deductions.remove")}
          </Button>
        </Group>
      )}
      <ProblemAlert error={remove.error} />
    </div>
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

function Rates({ rates, onChange }: { rates: Rules["rates"]; onChange: Change }) {
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
              <Table.Td data-label={t("deductions.source")}>
                <Source source={rate.source} form={ofRate(rate)} onChange={onChange} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Ceilings({ ceilings, onChange }: { ceilings: Rules["ceilings"]; onChange: Change }) {
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
              <Table.Td data-label={t("deductions.source")}>
                <Source source={row.source} form={ofCeilings(row)} onChange={onChange} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Shares({ shares, onChange }: { shares: Rules["shares"]; onChange: Change }) {
  const { t } = useTranslation();
  if (shares.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t("deductions.noShares")}
      </Text>
    );
  return (
    <Table.ScrollContainer minWidth={0}>
      <Table aria-label={t("deductions.shares")} className={classes.table}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("deductions.installation")}</Table.Th>
            <Table.Th>{t("deductions.holds")}</Table.Th>
            <Table.Th ta="right">{t("deductions.shareOfWork")}</Table.Th>
            <Table.Th>{t("deductions.source")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shares.map((share) => (
            <Table.Tr key={`${share.installation}-${share.from_on}`}>
              <Table.Td data-label={t("deductions.installation")}>
                {share.installation}
                <Text size="xs" c="dimmed">
                  {t(`deductions.work.${share.work_type}`)}
                </Text>
              </Table.Td>
              <Table.Td data-label={t("deductions.holds")}>
                <Days {...share} />
              </Table.Td>
              <Table.Td data-label={t("deductions.shareOfWork")} ta="right" className="figures">
                {showPercent(share.share_bp)}
              </Table.Td>
              <Table.Td data-label={t("deductions.source")}>
                <Source source={share.source} form={ofShare(share)} onChange={onChange} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
