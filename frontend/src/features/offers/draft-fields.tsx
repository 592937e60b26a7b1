/** What stands in an offer? The fields of a draft. */
import { Group, Select, SimpleGrid, Stack, Switch, Text, Textarea, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client.ts";
import { companyQuery, pickedCustomer } from "@/api/pick.ts";
import { useMay } from "@/app/session.ts";
import { today } from "@/lib/date.ts";
import { CustomerPicker } from "@/ui/customer-picker.tsx";
import { DayInput } from "@/ui/day-input.tsx";
import { DecimalInput } from "@/ui/decimal-input.tsx";
import { DeductionChoice } from "@/ui/deduction-choice.tsx";
import { DeductionPanel } from "@/ui/deduction-panel.tsx";
import { LinesEditor } from "@/ui/lines-editor.tsx";
import { TextLink } from "@/ui/text-link.tsx";
import { LiveSums } from "@/ui/totals-panel.tsx";
import { WorkSiteSelect } from "@/ui/work-site-select.tsx";
import { freshLine, isBegun, isWritten } from "@/ui/written-lines.ts";
import type { Draft } from "./draft.ts";
import classes from "./offer.module.css";
import { PriceMode } from "./price-mode.tsx";
import type { Offer } from "./queries.ts";
import type { DraftState } from "./use-draft.ts";

type Props = { state: DraftState };
type SavedProps = Props & { offer: Offer };

/** All fields of the draft. */
export function DraftFields({ state, offer }: SavedProps) {
  return (
    <Stack gap="lg">
      <Whom state={state} />
      <About state={state} />
      <Lines state={state} />
      <Prices state={state} offer={offer} />
      <Terms state={state} />
    </Stack>
  );
}

function Whom({ state }: Props) {
  const { t } = useTranslation();
  const may = useMay();
  const client = useQueryClient();
  const { draft, change, errors } = state;
  const choose = async (customer_id: string | null) => {
    if (!customer_id || customer_id === draft.customer_id) return;
    change({ customer_id, work_site_id: null });
    const customer = await client.ensureQueryData(pickedCustomer(customer_id)).catch(() => null);
    if (customer) change({ language: customer.language, their_reference: customer.reference });
  };
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
      <div>
        <CustomerPicker
          label={t("offers.customer")}
          path="customer_id"
          required
          allowDeselect={false}
          value={draft.customer_id}
          onChange={choose}
          error={errors.customer_id}
        />
        {may("customers_write") && (
          <Text size="xs" mt={4}>
            <TextLink to="/kunder/ny" size="sm" py={4} display="inline-block">
              {t("shell.newCustomer")}
            </TextLink>
          </Text>
        )}
      </div>
      <WorkSiteSelect
        customerId={draft.customer_id}
        value={draft.work_site_id}
        onChange={(work_site_id) => change({ work_site_id })}
        error={errors.work_site_id}
      />
    </SimpleGrid>
  );
}

function About({ state }: Props) {
  const { t } = useTranslation();
  const { draft, change, errors } = state;
  const languages = (["sv", "en"] as const).map((value) => ({
    value,
    label: t(`common.languages.${value}`),
  }));
  return (
    <Stack gap="md">
      <TextInput
        label={t("common.title")}
        placeholder={t("offers.titleHint")}
        data-path="title"
        value={draft.title}
        onChange={(event) => change({ title: event.currentTarget.value })}
        error={errors.title}
      />
      <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="md">
        <DayInput
          label={t("offers.validUntil")}
          path="valid_until"
          minDate={today()}
          value={draft.valid_until}
          onChange={(valid_until) => change({ valid_until })}
          error={errors.valid_until ?? (draft.valid_until === null ? t("problem.field.required") : undefined)}
        />
        <TextInput
          label={t("offers.theirReference")}
          data-path="their_reference"
          autoComplete="off"
          value={draft.their_reference}
          onChange={(event) => change({ their_reference: event.currentTarget.value })}
          error={errors.their_reference}
        />
        <Select
          label={t("offers.language")}
          data-path="language"
          data={languages}
          allowDeselect={false}
          value={draft.language}
          onChange={(language) => language && change({ language: language as Schema<"Language"> })}
          error={errors.language}
        />
      </SimpleGrid>
      <Textarea
        label={t("offers.intro")}
        description={t("offers.introHint")}
        data-path="intro"
        autosize
        minRows={2}
        maxRows={12}
        value={draft.intro}
        onChange={(event) => change({ intro: event.currentTarget.value })}
        error={errors.intro}
      />
    </Stack>
  );
}

function Lines({ state }: Props) {
  const { t } = useTranslation();
  const { draft, change, errors } = state;
  const { data: company } = useQuery(companyQuery);
  const { data: customer } = useQuery(pickedCustomer(draft.customer_id));
  const fresh = () => freshLine(company, draft.prices_include_vat, customer?.billing.vat);
  const blank = fresh();
  const hints = Object.fromEntries(
    draft.lines.flatMap((line, place) =>
      isBegun(line, blank) ? [[`lines.${place}.description`, t("common.lines.needsWords")]] : [],
    ),
  );
  return (
    <LinesEditor
      deduction={draft.deduction ?? "none"}
      lines={draft.lines}
      onChange={(lines) => change({ lines })}
      errors={{ ...hints, ...errors }}
      pricesIncludeVat={draft.prices_include_vat}
      fresh={fresh}
    />
  );
}

function Prices({ state, offer }: SavedProps) {
  const { t } = useTranslation();
  const { draft, change, errors } = state;
  return (
    <div className={classes.prices}>
      <Stack gap="md">
        <DeductionChoice
          customerId={draft.customer_id}
          value={draft.deduction ?? "none"}
          lines={draft.lines}
          onChange={change}
        />
        <PriceMode draft={draft} onChange={(prices_include_vat) => change({ prices_include_vat })} />
        <Switch
          label={t("common.terms.roundToKrona")}
          data-path="round_to_krona"
          checked={draft.round_to_krona}
          onChange={(event) => change({ round_to_krona: event.currentTarget.checked })}
        />
        <DecimalInput
          label={t("common.terms.discount")}
          path="discount_bp"
          decimals={2}
          maw={220}
          value={draft.discount_bp}
          onChange={(value, readable) => readable && change({ discount_bp: value ?? 0 })}
          error={errors.discount_bp}
        />
      </Stack>
      <Stack gap="md">
        <LiveSums lines={draft.lines.filter(isWritten)} terms={termsOf(draft)} of="offer" />
        {draft.deduction !== "none" && (
          <DeductionPanel
            of={{ offer_id: offer.id }}
            version={offer.version}
            customerId={offer.customer_id}
          />
        )}
      </Stack>
    </div>
  );
}

/** How the prices of a draft are meant. */
export function termsOf({ prices_include_vat, discount_bp, round_to_krona }: Draft) {
  return { prices_include_vat, discount_bp, round_to_krona };
}

function Terms({ state }: Props) {
  const { t } = useTranslation();
  const { draft, change, errors } = state;
  return (
    <Group grow>
      <Textarea
        label={t("offers.terms")}
        description={t("offers.termsHint")}
        data-path="terms"
        autosize
        minRows={3}
        maxRows={16}
        value={draft.terms}
        onChange={(event) => change({ terms: event.currentTarget.value })}
        error={errors.terms}
      />
    </Group>
  );
}
