/** When and at what cost does the company remind, and which reference rates does interest follow? */
import { ActionIcon, Button, Checkbox, Stack, Text } from "@mantine/core";
import { showNotification } from "@mantine/notifications";
import IconTrash from "@tabler/icons-react/dist/esm/icons/IconTrash.mjs";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useMay } from "@/app/session.ts";
import type { Translate } from "@/i18n/index.ts";
import { showKr } from "@/lib/number.ts";
import { DayInput } from "@/ui/day-input.tsx";
import { DecimalInput } from "@/ui/decimal-input.tsx";
import { EditFormFrame } from "@/ui/edit-form.tsx";
import { Loaded } from "@/ui/loaded.tsx";
import { Page } from "@/ui/page.tsx";
import { Section } from "@/ui/section.tsx";
import { useEditForm } from "@/ui/use-edit-form.ts";
import { type ReminderSettings, settingsQuery, useReplaceSettings } from "./queries.ts";
import { Rates } from "./rates.tsx";
import classes from "./reminders.module.css";
import { formOf, inputOf, type SettingsForm, stepErrors } from "./settings-form.ts";

/** The page. */
export function ReminderSettingsPage() {
  const { t } = useTranslation();
  const query = useQuery(settingsQuery);
  return (
    <Page title={t("reminders.settingsTitle")} back={{ to: "/paminnelser" }}>
      <div className={classes.parts}>
        <Loaded query={query} lines={6}>
          {(settings) => <Settings settings={settings} />}
        </Loaded>
        <Rates />
      </div>
    </Page>
  );
}

function fieldLabel(t: Translate, path: string): string {
  const step = /^steps\.(\d+)\.after_days$/.exec(path);
  if (step) return t("reminders.stepDays", { step: Number(step[1]) + 1 });
  const labels: Record<string, string> = {
    steps: t("reminders.steps"),
    days_to_pay: t("reminders.daysToPay"),
    fee_ore: t("reminders.fee"),
    fee_agreed_since: t("reminders.feeSince"),
    asks_compensation: t("reminders.asksCompensation"),
    asks_interest: t("reminders.asksInterest"),
  };
  return labels[path] ?? path;
}

function valueWords(t: Translate, field: string, value: unknown): string {
  if (field === "steps")
    return (value as SettingsForm["steps"]).map(({ after_days }) => String(after_days ?? "–")).join(", ");
  if (field === "fee_ore") return typeof value === "number" ? showKr(value) : "–";
  if (typeof value === "boolean") return t(value ? "common.yes" : "common.no");
  return value === null || value === "" ? "–" : String(value);
}

function Settings({ settings }: { settings: ReminderSettings }) {
  const { t } = useTranslation();
  const may = useMay();
  const client = useQueryClient();
  const replace = useReplaceSettings();
  const edit = useEditForm<SettingsForm, ReminderSettings>({
    thing: settings,
    values: (thing) => formOf(thing ?? settings),
    send: (form, version) =>
      replace.mutateAsync({ version: version ?? settings.version, body: inputOf(form) }),
    read: () => client.fetchQuery({ ...settingsQuery, staleTime: 0 }),
    onSaved: () => showNotification({ color: "green", message: t("reminders.settingsSaved") }),
    check: (form) => stepErrors(t, form),
  });
  const writes = may("company_write");
  return (
    <EditFormFrame
      edit={edit}
      label={t("reminders.settingsTitle")}
      fieldLabel={(path) => fieldLabel(t, path)}
      show={(field, value) => valueWords(t, field, value)}
    >
      <fieldset disabled={!writes} style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
        <div className={classes.parts}>
          <Steps form={edit.form} />
          <Costs form={edit.form} />
        </div>
      </fieldset>
    </EditFormFrame>
  );
}

type Form = ReturnType<typeof useEditForm<SettingsForm, ReminderSettings>>["form"];
const MOST = 5;

function Steps({ form }: { form: Form }) {
  const { t } = useTranslation();
  const { steps } = form.values;
  const last = steps.at(-1)?.after_days ?? 0;
  return (
    <Section split title={t("reminders.steps")} text={t("reminders.stepsText")}>
      <Stack gap="md">
        <ol className={classes.steps}>
          {steps.map((step, index) => (
            <li key={step.key} className={classes.step}>
              <DecimalInput
                label={t("reminders.stepDays", { step: index + 1 })}
                decimals={0}
                path={`steps.${index}.after_days`}
                value={step.after_days}
                error={form.errors[`steps.${index}.after_days`]}
                onChange={(value) => form.setFieldValue(`steps.${index}.after_days`, value)}
              />
              <Checkbox
                label={t("reminders.stepFee")}
                checked={step.fee}
                onChange={(event) => form.setFieldValue(`steps.${index}.fee`, event.currentTarget.checked)}
                mb={8}
              />
              {steps.length > 1 && (
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size="lg"
                  aria-label={t("reminders.removeStep", { step: index + 1 })}
                  onClick={() => form.removeListItem("steps", index)}
                >
                  <IconTrash size={18} aria-hidden />
                </ActionIcon>
              )}
            </li>
          ))}
        </ol>
        {steps.length < MOST && (
          <div>
            <Button
              variant="default"
              onClick={() =>
                form.insertListItem("steps", { key: crypto.randomUUID(), after_days: last + 15, fee: true })
              }
            >
              {t("reminders.addStep")}
            </Button>
          </div>
        )}
        <DecimalInput
          label={t("reminders.daysToPay")}
          description={t("reminders.daysToPayHint")}
          decimals={0}
          path="days_to_pay"
          maw="16rem"
          value={form.values.days_to_pay}
          error={form.errors.days_to_pay}
          onChange={(value) => form.setFieldValue("days_to_pay", value)}
        />
      </Stack>
    </Section>
  );
}

function Costs({ form }: { form: Form }) {
  const { t } = useTranslation();
  return (
    <Section split title={t("reminders.costs")} text={t("reminders.costsText")}>
      <Stack gap="md">
        <DayInput
          label={t("reminders.feeSince")}
          description={t("reminders.feeSinceHint")}
          path="fee_agreed_since"
          clearable
          maw="16rem"
          value={form.values.fee_agreed_since}
          error={form.errors.fee_agreed_since}
          onChange={(day) => form.setFieldValue("fee_agreed_since", day)}
        />
        <DecimalInput
          label={t("reminders.fee")}
          description={t("reminders.feeHint")}
          decimals={2}
          path="fee_ore"
          maw="16rem"
          value={form.values.fee_ore}
          error={form.errors.fee_ore}
          onChange={(value) => form.setFieldValue("fee_ore", value)}
        />
        <Checkbox
          label={t("reminders.asksCompensation")}
          description={t("reminders.asksCompensationHint")}
          data-path="asks_compensation"
          {...form.getInputProps("asks_compensation", { type: "checkbox" })}
        />
        <Checkbox
          label={t("reminders.asksInterest")}
          description={t("reminders.asksInterestHint")}
          data-path="asks_interest"
          {...form.getInputProps("asks_interest", { type: "checkbox" })}
        />
        <Text size="sm" c="dimmed">
          {t("reminders.vatNote")}
        </Text>
      </Stack>
    </Section>
  );
}
