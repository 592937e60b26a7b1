/** Which rate or ceilings have been decided, from which day, and where is that written? */
import { Button, Group, Select, Stack, Text, TextInput } from "@mantine/core";
import { showNotification } from "@mantine/notifications";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client.ts";
import { today } from "@/lib/date.ts";
import { formErrors } from "@/lib/field-words.ts";
import { DayInput } from "@/ui/day-input.tsx";
import { DecimalInput } from "@/ui/decimal-input.tsx";
import { Dialog } from "@/ui/dialog.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { WorkTypeSelect } from "@/ui/work-type-select.tsx";
import { useReplaceRule } from "./queries.ts";
import { newRule, type RuleForm, ruleBody, SUBJECTS } from "./rule.ts";

const CEILINGS = ["rot_kr", "rut_kr", "together_kr", "green_kr"] as const;

type Props = {
  begin: RuleForm;
  /** What holds today. */
  ceilings: Schema<"DeductionCeilings"> | undefined;
  onClose: () => void;
};

/** The dialog. */
export function RuleDialog({ begin, ceilings, onClose }: Props) {
  const { t } = useTranslation();
  const replace = useReplaceRule();
  const [form, setForm] = useState(begin);
  const errors = formErrors(t, replace.error?.errors ?? []);
  const change = (part: Partial<RuleForm>) => setForm((old) => ({ ...old, ...part }));
  const isNew = begin.version === 0;
  const flat = form.subject === "flat_rate";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { subject, from_on, version } = form;
    const installation = subject === "flat_rate" ? form.installation.trim() : undefined;
    if (!from_on) return;
    replace.mutate(
      { subject, installation, from_on, version, body: ruleBody(form) },
      {
        onSuccess: () => {
          showNotification({ color: "green", message: t("deductions.ruleSaved", { day: from_on }) });
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t(isNew ? "deductions.newRule" : "deductions.changeRule")}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          <ProblemAlert error={replace.error?.errors.length ? null : replace.error} />
          <Text size="sm">{t(flat ? "deductions.flatRateText" : "deductions.ruleText")}</Text>
          <Select
            label={t("deductions.about")}
            data={SUBJECTS.map((value) => ({ value, label: t(`deductions.subject.${value}`) }))}
            value={form.subject}
            allowDeselect={false}
            disabled={!isNew}
            onChange={(value) => {
              const subject = SUBJECTS.find((each) => each === value) ?? form.subject;
              const { from_on, source } = form;
              setForm({ ...newRule(subject, ceilings), from_on, source });
            }}
          />
          <DayInput
            label={t(flat ? "deductions.holdsFrom" : "deductions.paidFrom")}
            value={form.from_on}
            onChange={(from_on) => change({ from_on })}
            path="from_on"
            required
            disabled={!isNew}
            excludeDate={(day) => !flat && day <= today()}
            error={errors.from_on}
          />
          <Values form={form} errors={errors} isNew={isNew} change={change} />
          <TextInput
            label={t("deductions.source")}
            description={t("deductions.sourceHint")}
            required
            maxLength={200}
            data-path="source"
            value={form.source}
            error={errors.source}
            onChange={(event) => change({ source: event.currentTarget.value })}
          />
          <Group justify="flex-end" mt="md">
            <Button variant="default" onClick={onClose}>
              {t("common.cancel")}
            </Button>
            <Button type="submit" loading={replace.isPending} disabled={!form.from_on}>
              {t("common.save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

type ValuesProps = {
  form: RuleForm;
  errors: Record<string, string>;
  isNew: boolean;
  change: (part: Partial<RuleForm>) => void;
};

/** What is decided: a rate, ceilings, or how much of an installation is work. */
function Values({ form, errors, isNew, change }: ValuesProps) {
  const { t } = useTranslation();
  const percent = (field: "rate_bp" | "share_bp", label: string) => (
    <DecimalInput
      label={label}
      decimals={2}
      value={form[field]}
      error={errors[field]}
      path={field}
      required
      onChange={(value) => change({ [field]: value })}
    />
  );
  if (form.subject === "ceilings")
    return CEILINGS.map((field) => (
      <DecimalInput
        key={field}
        label={t(`deductions.ceilingKr.${field}`)}
        description={field === "together_kr" ? t("deductions.togetherHint") : undefined}
        decimals={0}
        value={form[field]}
        error={errors[field]}
        path={field}
        onChange={(value) => change({ [field]: value })}
      />
    ));
  if (form.subject !== "flat_rate") return percent("rate_bp", t("deductions.ratePercent"));
  return (
    <>
      <TextInput
        label={t("deductions.installation")}
        required
        maxLength={80}
        disabled={!isNew}
        data-path="installation"
        value={form.installation}
        error={errors.installation}
        onChange={(event) => change({ installation: event.currentTarget.value })}
      />
      <WorkTypeSelect
        label={t("common.lines.workType")}
        deduction="any"
        data-path="work_type"
        value={form.work_type}
        error={errors.work_type}
        onChange={(work_type) => change({ work_type })}
      />
      {percent("share_bp", t("deductions.shareOfWork"))}
    </>
  );
}
