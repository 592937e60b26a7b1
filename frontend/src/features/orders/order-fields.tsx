/** What stands in an order? The fields of those who may change it. */
import {
  Alert,
  MultiSelect,
  SegmentedControl,
  Select,
  SimpleGrid,
  Stack,
  Switch,
  Text,
  Textarea,
  TextInput,
  Title,
} from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client.ts";
import { companyQuery, pickPeople } from "@/api/pick.ts";
import { VAT_CODES } from "@/lib/totals.ts";
import { DayInput } from "@/ui/day-input.tsx";
import { DecimalInput } from "@/ui/decimal-input.tsx";
import { DeductionChoice } from "@/ui/deduction-choice.tsx";
import { DeductionPanel } from "@/ui/deduction-panel.tsx";
import { LinesEditor } from "@/ui/lines-editor.tsx";
import { LiveSums } from "@/ui/totals-panel.tsx";
import { WorkSiteSelect } from "@/ui/work-site-select.tsx";
import { WorkTypeSelect } from "@/ui/work-type-select.tsx";
import { freshLine, isBegun, isWritten } from "@/ui/written-lines.ts";
import type { DraftLine } from "./draft.ts";
import classes from "./orders.module.css";
import type { Order } from "./queries.ts";
import type { DraftState } from "./use-draft.ts";

type Props = { order: Order; state: DraftState };

/** What is to be done, where, when and by whom. */
export function OrderAbout({ order, state }: Props) {
  const { t } = useTranslation();
  const { draft, change, errors } = state;
  return (
    <Stack gap="md">
      <TextInput
        label={t("common.title")}
        data-path="title"
        value={draft.title}
        onChange={(event) => change({ title: event.currentTarget.value })}
        error={errors.title}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
        <WorkSiteSelect
          customerId={draft.customer_id}
          value={draft.work_site_id}
          onChange={(work_site_id) => change({ work_site_id })}
          error={errors.work_site_id}
        />
        <People order={order} state={state} />
        <DayInput
          label={t("orders.start")}
          path="planned_start_on"
          clearable
          clearButtonProps={{ "aria-label": t("common.clear") }}
          value={draft.planned_start_on}
          onChange={(planned_start_on) => change({ planned_start_on })}
          error={errors.planned_start_on}
        />
        <DayInput
          label={t("orders.end")}
          path="planned_end_on"
          clearable
          clearButtonProps={{ "aria-label": t("common.clear") }}
          value={draft.planned_end_on}
          onChange={(planned_end_on) => change({ planned_end_on })}
          error={errors.planned_end_on}
        />
      </SimpleGrid>
      <Textarea
        label={t("orders.description")}
        description={t("orders.descriptionHint")}
        data-path="description"
        autosize
        minRows={3}
        maxRows={16}
        value={draft.description}
        onChange={(event) => change({ description: event.currentTarget.value })}
        error={errors.description}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
        <TextInput
          label={t("orders.theirReference")}
          data-path="their_reference"
          autoComplete="off"
          maxLength={80}
          value={draft.their_reference}
          onChange={(event) => change({ their_reference: event.currentTarget.value })}
          error={errors.their_reference}
        />
        <TextInput
          label={t("orders.buyerOrderNumber")}
          data-path="buyer_order_number"
          autoComplete="off"
          maxLength={80}
          value={draft.buyer_order_number ?? ""}
          onChange={(event) => change({ buyer_order_number: event.currentTarget.value })}
          error={errors.buyer_order_number}
        />
      </SimpleGrid>
    </Stack>
  );
}

function People({ order, state }: Props) {
  const { t } = useTranslation();
  const { draft, change, errors } = state;
  const { data } = useQuery(pickPeople);
  const active = (data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  // Who has left since stays on the order.
  const left = order.assigned
    .filter(({ membership_id }) => !active.some(({ value }) => value === membership_id))
    .map(({ membership_id, name }) => ({ value: membership_id, label: name }));
  return (
    <MultiSelect
      label={t("orders.assigned")}
      placeholder={draft.assigned.length ? undefined : t("orders.assignedNone")}
      data-path="assigned"
      classNames={draft.assigned.length ? { inputField: classes.rest } : {}}
      searchable
      hidePickedOptions
      nothingFoundMessage={t("common.emptyFiltered")}
      data={[...active, ...left]}
      value={draft.assigned}
      onChange={(assigned) => change({ assigned })}
      error={Object.entries(errors).find(([path]) => path.startsWith("assigned"))?.[1]}
    />
  );
}

/** The lines; those on an invoice are locked. */
export function OrderLines({ order, state }: Props) {
  const { t } = useTranslation();
  const { draft, change, errors } = state;
  const { data: company } = useQuery(companyQuery);
  const fresh = (): DraftLine => ({
    ...freshLine(company, draft.prices_include_vat, draft.hourly_vat),
    id: null,
  });
  const blank = fresh();
  const lockedBy = (line: DraftLine): string | undefined => {
    const invoiceId = order.lines.find(({ id }) => id === line.id)?.invoice_id;
    if (!invoiceId) return undefined;
    const number = order.invoices?.find(({ id }) => id === invoiceId)?.number;
    return number ? t("orders.lockedLine", { number }) : t("orders.lockedDraft");
  };
  const lines = draft.lines.map(({ locked: _, ...line }): DraftLine => {
    const locked = lockedBy(line);
    return locked ? { ...line, locked } : line;
  });
  const hints = Object.fromEntries(
    lines.flatMap((line, place) =>
      isBegun(line, blank) ? [[`lines.${place}.description`, t("common.lines.needsWords")]] : [],
    ),
  );
  const refused = Object.entries(errors).flatMap(([path, words]) =>
    /^lines\.\d+$/.test(path) ? [[`${path}.description`, words]] : [],
  );
  return (
    <Stack gap="md">
      <LinesEditor
        deduction={draft.deduction}
        lines={lines}
        onChange={(next) => change({ lines: next })}
        errors={{ ...hints, ...errors, ...Object.fromEntries(refused) }}
        pricesIncludeVat={draft.prices_include_vat}
        fresh={fresh}
      />
      <div className={classes.sums}>
        <LiveSums
          lines={draft.lines.filter(isWritten)}
          terms={{
            prices_include_vat: draft.prices_include_vat,
            discount_bp: draft.discount_bp,
            round_to_krona: draft.round_to_krona,
          }}
          of="order"
        />
        {draft.deduction !== "none" && (
          <DeductionPanel
            of={{ order_id: order.id }}
            version={order.version}
            customerId={order.customer_id}
          />
        )}
      </div>
    </Stack>
  );
}

/** How the order is charged. */
export function OrderBilling({ order, state }: Props) {
  const { t } = useTranslation();
  const { draft, change, errors } = state;
  const fixed = Boolean(order.invoices?.length);
  return (
    <section className={classes.card} aria-labelledby="order-prices">
      <Title order={2} size="h4" id="order-prices" mb="xs">
        {t("orders.prices")}
      </Title>
      <Stack gap="md">
        <div>
          <Text size="sm" fw={500} mb={4} id="order-billing">
            {t("orders.billing")}
          </Text>
          <SegmentedControl
            fullWidth
            aria-labelledby="order-billing"
            data={(["as_agreed", "as_reported"] as const).map((value) => ({
              value,
              label: t(`orders.billings.${value}`),
            }))}
            value={draft.work_billing}
            onChange={(work_billing) => change({ work_billing: work_billing as Schema<"WorkBilling"> })}
          />
          <Text size="xs" c="dimmed" mt={4}>
            {t(`orders.billingHints.${draft.work_billing}`)}
          </Text>
        </div>
        {draft.work_billing === "as_reported" && <Hour state={state} />}
        <DeductionChoice
          customerId={draft.customer_id}
          value={draft.deduction}
          lines={draft.lines}
          onChange={change}
          onWork={(hourly_work_type) => change({ hourly_work_type })}
        />
        <Switch
          label={t("common.terms.pricesIncludeVat")}
          description={fixed ? t("orders.pricesLocked") : undefined}
          data-path="prices_include_vat"
          disabled={fixed}
          checked={draft.prices_include_vat}
          onChange={(event) => change({ prices_include_vat: event.currentTarget.checked })}
        />
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
          value={draft.discount_bp}
          onChange={(value, readable) => readable && change({ discount_bp: value ?? 0 })}
          error={errors.discount_bp}
        />
      </Stack>
    </section>
  );
}

function Hour({ state }: { state: DraftState }) {
  const { t } = useTranslation();
  const { draft, change, errors } = state;
  return (
    <>
      <SimpleGrid cols={2} spacing="sm">
        <DecimalInput
          label={t("orders.hourlyPrice")}
          path="hourly_price_ore"
          decimals={2}
          atLeast={2}
          value={draft.hourly_price_ore}
          onChange={(value, readable) => readable && change({ hourly_price_ore: value ?? 0 })}
          error={errors.hourly_price_ore}
        />
        <Select
          label={t("orders.hourlyVat")}
          data-path="hourly_vat"
          allowDeselect={false}
          data={VAT_CODES.map((vat) => ({ value: vat as string, label: t(`common.vat.${vat}`) }))}
          value={draft.hourly_vat}
          onChange={(vat) => vat && change({ hourly_vat: vat as Schema<"VatCode"> })}
          error={errors.hourly_vat}
        />
      </SimpleGrid>
      <WorkTypeSelect
        label={t("deductions.hourlyWorkType")}
        deduction={draft.deduction}
        data-path="hourly_work_type"
        value={draft.hourly_work_type}
        error={errors.hourly_work_type}
        onChange={(hourly_work_type) => change({ hourly_work_type })}
      />
      {draft.hourly_price_ore === 0 && (
        <Alert color="yellow" variant="light" p="xs">
          {t("orders.noHourlyPrice")}
        </Alert>
      )}
    </>
  );
}
