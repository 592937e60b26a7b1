/** What would be deducted, and why not more? The server's count, explained step by step, live on what is saved. */
import { Alert, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client.ts";
import { type Asking, deductionPreview } from "@/api/deductions.ts";
import { showKr, showOre, showPercent, showQuantity, showWholeKr } from "@/lib/number.ts";
import classes from "./deduction-panel.module.css";
import { Loaded } from "./loaded.tsx";
import { TextLink } from "./text-link.tsx";

type Preview = Schema<"DeductionPreview">;

const ORE = 100;
const kronor = (kr: number) => showWholeKr(kr * ORE);

type Props = { of: Asking; version: number; customerId: string };

/** Where each thing that is missing is mended. */
const MEND = {
  household: "customer",
  person: "customer",
  home: "customer",
  room: "customer",
  f_tax: "company",
} as const satisfies Partial<Record<Preview["gaps"][number], "customer" | "company">>;

/** The panel of a saved document; `version` says when it has to be counted anew. */
export function DeductionPanel({ of, version, customerId }: Props) {
  const { t } = useTranslation();
  const title = useId();
  const query = useQuery(deductionPreview(of, customerId, version));
  return (
    <section className={classes.panel} aria-labelledby={title}>
      <Title order={2} size="h5" id={title}>
        {t(query.data?.issued ? "deductions.panel.issuedTitle" : "deductions.panel.title")}
      </Title>
      <Loaded query={query} lines={4}>
        {(preview) => <Explained preview={preview} customerId={customerId} />}
      </Loaded>
    </section>
  );
}

function Row({ label, value, strong }: { label: string; value: string; strong?: boolean }) {
  return (
    <Group justify="space-between" gap="sm" wrap="nowrap" align="baseline">
      <Text component="dt" size="sm" fw={strong ? 650 : 400}>
        {label}
      </Text>
      <Text component="dd" m={0} size="sm" fw={strong ? 650 : 400} className="figures">
        {value}
      </Text>
    </Group>
  );
}

function Explained({ preview, customerId }: { preview: Preview; customerId: string }) {
  const { t } = useTranslation();
  const { works, gaps, asked } = preview;
  if (asked === "none") return null;
  return (
    <Stack gap="sm">
      {gaps.length > 0 && (
        <Alert color="yellow" variant="light" p="xs" title={t("deductions.panel.missing")}>
          <ul className={classes.gaps}>
            {gaps.map((gap) => (
              <li key={gap}>
                {t(`deductions.panel.gap.${gap}`)} <Mend gap={gap} customerId={customerId} />
              </li>
            ))}
          </ul>
        </Alert>
      )}
      <dl className={classes.rows}>
        {works.map((work) => (
          <Row
            key={work.work_type}
            label={
              asked === "green"
                ? t("deductions.panel.countsGreen", { work: t(`deductions.work.${work.work_type}`) })
                : t("deductions.panel.counts", {
                    work: t(`deductions.work.${work.work_type}`),
                    hours: showQuantity(work.hours_milli),
                  })
            }
            value={showOre(work.price_ore)}
          />
        ))}
        <Row
          strong
          label={t(asked === "green" ? "deductions.panel.baseGreen" : "deductions.panel.base")}
          value={showOre(preview.base_ore)}
        />
        {preview.other_work_ore !== 0 && (
          <Row label={t("deductions.panel.otherWork")} value={showOre(preview.other_work_ore)} />
        )}
        {preview.material_ore !== 0 && (
          <Row
            label={t(asked === "green" ? "deductions.panel.materialGreen" : "deductions.panel.material")}
            value={showOre(preview.material_ore)}
          />
        )}
        {preview.other_ore !== 0 && (
          <Row
            label={t(asked === "green" ? "deductions.panel.otherGreen" : "deductions.panel.other")}
            value={showOre(preview.other_ore)}
          />
        )}
      </dl>
      <Rule preview={preview} />
      <ul className={classes.buyers}>
        {preview.buyers.map((buyer) => (
          <li key={`${buyer.member_id ?? buyer.name} ${buyer.work_type}`}>
            <Buyer buyer={buyer} />
          </li>
        ))}
      </ul>
      <dl className={classes.rows}>
        <Row strong label={t(`deductions.panel.sum.${asked}`)} value={`−${kronor(preview.deduction_kr)}`} />
        <Row
          strong
          label={t(preview.issued ? "deductions.panel.customersPart" : "deductions.panel.toPay")}
          value={showKr(preview.to_pay_ore)}
        />
      </dl>
      <Text size="xs" c="dimmed">
        {t("deductions.panel.preliminary")}
      </Text>
    </Stack>
  );
}

function Mend({ gap, customerId }: { gap: Preview["gaps"][number]; customerId: string }) {
  const { t } = useTranslation();
  const place = gap in MEND ? MEND[gap as keyof typeof MEND] : undefined;
  if (place === "company")
    return (
      <TextLink to="/foretag" inherit c="inherit">
        {t("deductions.panel.mend.company")}
      </TextLink>
    );
  if (place === undefined) return null;
  return (
    <TextLink to="/kunder/$customerId" params={{ customerId }} inherit c="inherit">
      {t("deductions.panel.mend.customer")}
    </TextLink>
  );
}

function Rule({ preview }: { preview: Preview }) {
  const { t } = useTranslation();
  const { asked, ceilings, paid_on, rate_bp } = preview;
  if (asked === "none") return null;
  const green = asked === "green";
  const own = ceilings?.[`${asked}_kr`];
  return (
    <Text size="xs" c="dimmed">
      {rate_bp !== null &&
        t(green ? "deductions.panel.ruleGreen" : "deductions.panel.rule", {
          rate: showPercent(rate_bp),
          day: paid_on,
        })}{" "}
      {own !== undefined &&
        t("deductions.panel.ceiling", { kind: t(`deductions.asked.${asked}`), own: kronor(own) })}{" "}
      {!green &&
        ceilings?.together_kr != null &&
        t("deductions.panel.together", { together: kronor(ceilings.together_kr) })}
    </Text>
  );
}

function Buyer({ buyer }: { buyer: Preview["buyers"][number] }) {
  const { t } = useTranslation();
  const lacks = buyer.lacks.map((lack) => t(`deductions.household.lack.${lack}`)).join(", ");
  return (
    <>
      <Group justify="space-between" gap="sm" wrap="nowrap" align="baseline">
        <Text size="sm" fw={550}>
          {t("deductions.panel.buyer", { name: buyer.name, share: showPercent(buyer.share_bp) })}
          {buyer.work_type && `: ${t(`deductions.work.${buyer.work_type}`)}`}
        </Text>
        <Text size="sm" fw={550} className="figures">
          {kronor(buyer.deduction_kr)}
        </Text>
      </Group>
      <Text size="xs" c="dimmed">
        {t("deductions.panel.way", {
          base: showOre(buyer.base_ore),
          whole: kronor(buyer.base_kr),
          rate: showPercent(buyer.rate_bp),
          result: kronor(buyer.by_rate_kr),
        })}
        {buyer.held_kr > 0 && ` ${t("deductions.panel.heldYear", { amount: kronor(buyer.held_kr) })}`}
        {buyer.room_kr !== null && ` ${t("deductions.panel.held", { room: kronor(buyer.room_kr) })}`}
      </Text>
      {buyer.identity_number && (
        <Text size="xs" c="dimmed">
          {t("deductions.panel.number", { number: buyer.identity_number })}
        </Text>
      )}
      {buyer.credited_kr > 0 && (
        <Text size="xs" fw={550}>
          {t("deductions.panel.credited", { amount: kronor(buyer.credited_kr) })}
        </Text>
      )}
      {lacks && (
        <Text size="xs" fw={650}>
          {t("deductions.household.lacks", { what: lacks })}
        </Text>
      )}
    </>
  );
}
