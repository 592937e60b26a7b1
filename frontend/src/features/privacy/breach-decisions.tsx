/** What is decided of a breach: is the authority told, are the people? */
import { NumberInput, Radio, SegmentedControl, Stack, Textarea, TextInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { thisMinute } from "@/lib/instant.ts";
import { InstantInput } from "@/ui/instant-input.tsx";
import { BreachDeedDialog } from "./breach-deed.tsx";
import { type Breach, EXEMPTIONS, type Informing, type Reporting } from "./breaches-queries.ts";

type Props = { breach: Breach; onClose: () => void };

type ReasonProps = {
  label: string;
  description?: string;
  path: string;
  value: string;
  error: ReactNode;
  onChange: (value: string) => void;
};

/** Why, in the company's own words. */
function Reason({ path, onChange, ...rest }: ReasonProps) {
  return (
    <Textarea
      {...rest}
      required
      autosize
      minRows={3}
      maxRows={10}
      maxLength={4000}
      data-path={path}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** Whether the authority is told. */
export function ReportDialog({ breach, onClose }: Props) {
  const { t } = useTranslation();
  const [form, setForm] = useState<Reporting>({
    decision: breach.reporting ?? "reported",
    reported_at: breach.reported_at ?? thisMinute(),
    case_number: breach.case_number,
    reason: breach.report_reason,
    delay_reason: breach.delay_reason,
  });
  const change = (part: Partial<Reporting>) => setForm((old) => ({ ...old, ...part }));
  const reported = form.decision === "reported";
  const late = reported && form.reported_at != null && form.reported_at > breach.lawful_at;
  const labels = {
    decision: t("breaches.decision"),
    reported_at: t("breaches.reportedAt"),
    reason: t("breaches.reason"),
    delay_reason: t("breaches.delayReason"),
  };
  const made = () => {
    const body = reported
      ? { ...form, reason: "" }
      : { ...form, reported_at: null, case_number: "", delay_reason: "" };
    return { action: "report" as const, body };
  };
  return (
    <BreachDeedDialog breach={breach} action="report" labels={labels} made={made} onClose={onClose}>
      {(errors) => (
        <>
          <SegmentedControl
            fullWidth
            aria-label={labels.decision}
            data-path="decision"
            data={(["reported", "not_needed"] as const).map((value) => ({
              value,
              label: t(`breaches.reporting.${value}`),
            }))}
            value={form.decision}
            onChange={(value) => change({ decision: value === "reported" ? "reported" : "not_needed" })}
          />
          {reported ? (
            <>
              <InstantInput
                label={labels.reported_at}
                required
                path="reported_at"
                value={form.reported_at ?? null}
                error={errors.reported_at}
                onChange={(reported_at) => change({ reported_at })}
              />
              <TextInput
                label={t("breaches.caseNumber")}
                description={t("breaches.hint.caseNumber")}
                maxLength={60}
                data-path="case_number"
                value={form.case_number}
                error={errors.case_number}
                onChange={(event) => change({ case_number: event.currentTarget.value })}
              />
              {late && (
                <Reason
                  label={labels.delay_reason}
                  description={t("breaches.hint.delayReason")}
                  path="delay_reason"
                  value={form.delay_reason}
                  error={errors.delay_reason}
                  onChange={(delay_reason) => change({ delay_reason })}
                />
              )}
            </>
          ) : (
            <Reason
              label={labels.reason}
              description={t("breaches.hint.notReported")}
              path="reason"
              value={form.reason}
              error={errors.reason}
              onChange={(reason) => change({ reason })}
            />
          )}
        </>
      )}
    </BreachDeedDialog>
  );
}

/** Whether the people are told. */
export function InformDialog({ breach, onClose }: Props) {
  const { t } = useTranslation();
  const [form, setForm] = useState<Informing>({
    decision: breach.informing ?? "informed",
    informed_at: breach.informed_at ?? thisMinute(),
    how: breach.informed_how,
    count: breach.informed_count ?? breach.content.people_count ?? null,
    exemption: breach.exemption,
    reason: breach.inform_reason,
  });
  const change = (part: Partial<Informing>) => setForm((old) => ({ ...old, ...part }));
  const informed = form.decision === "informed";
  const high = breach.content.risk === "high";
  const labels = {
    decision: t("breaches.decision"),
    informed_at: t("breaches.informedAt"),
    how: t("breaches.informedHow"),
    count: t("breaches.informedCount"),
    exemption: t("breaches.exemptionLabel"),
    reason: t("breaches.reason"),
  };
  const made = () => {
    const body = informed
      ? { ...form, exemption: null, reason: "" }
      : { ...form, informed_at: null, how: "", count: null, exemption: high ? form.exemption : null };
    return { action: "inform" as const, body };
  };
  return (
    <BreachDeedDialog breach={breach} action="inform" labels={labels} made={made} onClose={onClose}>
      {(errors) => (
        <>
          <SegmentedControl
            fullWidth
            aria-label={labels.decision}
            data-path="decision"
            data={(["informed", "not_needed"] as const).map((value) => ({
              value,
              label: t(`breaches.informing.${value}`),
            }))}
            value={form.decision}
            onChange={(value) => change({ decision: value === "informed" ? "informed" : "not_needed" })}
          />
          {informed ? (
            <>
              <InstantInput
                label={labels.informed_at}
                required
                path="informed_at"
                value={form.informed_at ?? null}
                error={errors.informed_at}
                onChange={(informed_at) => change({ informed_at })}
              />
              <Textarea
                label={labels.how}
                description={t("breaches.hint.informedHow")}
                required
                autosize
                minRows={2}
                maxRows={8}
                maxLength={2000}
                data-path="how"
                value={form.how}
                error={errors.how}
                onChange={(event) => change({ how: event.currentTarget.value })}
              />
              <NumberInput
                label={labels.count}
                required
                min={1}
                max={1_000_000_000}
                allowDecimal={false}
                allowNegative={false}
                thousandSeparator=" "
                hideControls
                inputMode="numeric"
                data-path="count"
                value={form.count ?? ""}
                error={errors.count}
                onChange={(value) => change({ count: typeof value === "number" ? value : null })}
              />
            </>
          ) : (
            <>
              {high && (
                <Radio.Group
                  label={labels.exemption}
                  required
                  value={form.exemption ?? ""}
                  error={errors.exemption}
                  onChange={(value) =>
                    change({ exemption: EXEMPTIONS.find((each) => each === value) ?? null })
                  }
                >
                  <Stack gap="xs" mt="xs">
                    {EXEMPTIONS.map((value, at) => (
                      <Radio
                        key={value}
                        value={value}
                        label={t(`breaches.exemption.${value}`)}
                        data-path={at === 0 ? "exemption" : undefined}
                      />
                    ))}
                  </Stack>
                </Radio.Group>
              )}
              <Reason
                label={labels.reason}
                path="reason"
                value={form.reason}
                error={errors.reason}
                onChange={(reason) => change({ reason })}
              />
            </>
          )}
        </>
      )}
    </BreachDeedDialog>
  );
}
