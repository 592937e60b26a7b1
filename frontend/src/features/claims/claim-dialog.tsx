/** What would the tax agency be asked for, and what hinders it? Then the file. */
import { Alert, Button, Checkbox, Group, Stack, Text, TextInput } from "@mantine/core";
import IconDownload from "@tabler/icons-react/dist/esm/icons/IconDownload.mjs";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client.ts";
import { saveFile } from "@/api/file.ts";
import { useMay } from "@/app/session.ts";
import { showQuantity } from "@/lib/number.ts";
import { WORK_TYPES } from "@/lib/work-types.ts";
import { Dialog } from "@/ui/dialog.tsx";
import { Loaded } from "@/ui/loaded.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { usePhone } from "@/ui/use-phone.ts";
import { ClaimForm } from "./claim-form.tsx";
import classes from "./claims.module.css";
import { kronor } from "./kronor.ts";
import {
  type ClaimKind,
  type ClaimRow,
  claimPreview,
  useClaim,
  useClaimFile,
  useClaimForm,
} from "./queries.ts";

type Props = { kind: ClaimKind; year: number; onClose: () => void };

/** The dialog. */
export function ClaimDialog({ kind, year, onClose }: Props) {
  const { t } = useTranslation();
  const phone = usePhone();
  const query = useQuery(claimPreview(kind, year));
  return (
    <Dialog
      opened
      onClose={onClose}
      size="lg"
      fullScreen={phone}
      title={t("claims.claimTitle", { kind: t(`claims.kindInText.${kind}`), year })}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <Loaded query={query} lines={5}>
        {(preview) => <Choice preview={preview} onClose={onClose} />}
      </Loaded>
    </Dialog>
  );
}

function Choice({ preview, onClose }: { preview: Schema<"DeductionClaimPreview">; onClose: () => void }) {
  const { t } = useTranslation();
  const may = useMay();
  const claim = useClaim();
  const file = useClaimFile();
  const form = useClaimForm();
  const green = preview.kind === "green";
  const [name, setName] = useState(preview.name);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const free = preview.rows.filter((row) => row.guards.length === 0);
  const chosen = free.filter((row) => !left.has(row.case_id));
  const sum = chosen.reduce((all, row) => all + row.asked_kr, 0);
  const toggle = (id: string) => {
    const next = new Set(left);
    if (!next.delete(id)) next.add(id);
    setLeft(next);
  };
  const fetchFile = (id: string) =>
    file.mutate(id, {
      onSuccess: ({ file_name, content }) => saveFile(content, file_name, "application/xml"),
    });
  if (form.data) return <ClaimForm form={form.data} />;
  if (claim.data && green)
    return <MadeGreen name={claim.data.name} form={form} onFetch={() => form.mutate(claim.data.id)} />;
  if (claim.data)
    return (
      <Made name={claim.data.name} file={file} onFetch={() => fetchFile(claim.data.id)} onClose={onClose} />
    );
  return (
    <Stack gap="sm">
      <ProblemAlert error={claim.error} labels={(path) => labelOf(path, chosen, t("claims.name"))} />
      <Text size="sm">
        {t(green ? "claims.claimTextGreen" : "claims.claimText", { day: preview.deadline_on })}
      </Text>
      <TextInput
        label={t("claims.name")}
        description={t("claims.nameHint")}
        maxLength={16}
        data-path="name"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <ul className={classes.rows} aria-label={t("claims.tab.cases")}>
        {preview.rows.map((row) => (
          <Row
            key={row.case_id}
            row={row}
            checked={row.guards.length === 0 && !left.has(row.case_id)}
            onToggle={() => toggle(row.case_id)}
          />
        ))}
      </ul>
      {preview.more_count > 0 && <Text size="sm">{t("claims.more", { count: preview.more_count })}</Text>}
      <Group justify="space-between">
        <Text fw={650} className={classes.figures}>
          {t("claims.chosen", { count: chosen.length, sum: kronor(sum) })}
        </Text>
        <Group gap="xs">
          <Button variant="default" onClick={onClose}>
            {t("common.cancel")}
          </Button>
          <Button
            disabled={chosen.length === 0 || name.trim() === ""}
            loading={claim.isPending}
            onClick={() =>
              claim.mutate(
                {
                  kind: preview.kind,
                  year: preview.year,
                  name,
                  case_ids: chosen.map((row) => row.case_id),
                },
                {
                  onSuccess: ({ id }) => may("identity_reveal") && (green ? form.mutate(id) : fetchFile(id)),
                },
              )
            }
          >
            {t("claims.make")}
          </Button>
        </Group>
      </Group>
    </Stack>
  );
}

function labelOf(path: string, chosen: ClaimRow[], name: string): string | undefined {
  const place = /^case_ids\.(\d+)$/.exec(path);
  const row = place && chosen[Number(place[1])];
  return row ? `${row.name}, ${row.invoice_number}` : path === "name" ? name : undefined;
}

function Row({ row, checked, onToggle }: { row: ClaimRow; checked: boolean; onToggle: () => void }) {
  const { t } = useTranslation();
  const hindered = row.guards.length > 0;
  return (
    <li className={classes.row} data-hindered={hindered || undefined}>
      <div className={classes.rowTop}>
        <Checkbox
          checked={checked}
          disabled={hindered}
          onChange={onToggle}
          label={t("claims.row", { name: row.name, number: row.invoice_number })}
        />
        <Text fw={650} className={classes.figures}>
          {kronor(row.asked_kr)}
        </Text>
      </div>
      <Stated row={row} />
    </li>
  );
}

/** What a claim says of a case, with what rounding did to the hours, and what hinders it. */
export function Stated({ row }: { row: ClaimRow }) {
  const { t } = useTranslation();
  return (
    <>
      <Text size="sm" c="dimmed">
        {t("claims.stated", {
          number: row.identity_number,
          price: kronor(row.price_kr),
          paid: kronor(row.paid_kr),
          day: row.paid_on ?? "–",
        })}
      </Text>
      {row.works.map((work) => (
        <Text key={work.work_type} size="sm" c="dimmed">
          {t(isGreen(work.work_type) ? "claims.installation" : "claims.work", {
            work: t(`deductions.work.${work.work_type}`),
            hours: work.hours,
            worked: showQuantity(work.worked_milli),
            material: kronor(work.material_kr),
          })}
        </Text>
      ))}
      {row.guards.length > 0 && (
        <ul className={classes.guards}>
          {row.guards.map((guard) => (
            <li key={guard}>
              <Text size="sm">
                <strong>{t(`claims.guard.${guard}`)}</strong> {t(`claims.remedy.${guard}`)}
              </Text>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

const isGreen = (type: Schema<"WorkType">) => (WORK_TYPES.green as readonly string[]).includes(type);

type MadeGreenProps = { name: string; form: ReturnType<typeof useClaimForm>; onFetch: () => void };

/** The claim is made; what it says can't be shown, or not yet. */
function MadeGreen({ name, form, onFetch }: MadeGreenProps) {
  const { t } = useTranslation();
  const may = useMay();
  return (
    <Stack gap="sm">
      <Alert color="green" variant="light" role="status" title={t("claims.made", { name })}>
        {!may("identity_reveal") && t("claims.form.byOther")}
      </Alert>
      <ProblemAlert error={form.error} />
      {may("identity_reveal") && (
        <Group justify="flex-end">
          <Button loading={form.isPending} onClick={onFetch}>
            {t("claims.form.show")}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

type MadeProps = {
  name: string;
  file: ReturnType<typeof useClaimFile>;
  onFetch: () => void;
  onClose: () => void;
};

function Made({ name, file, onFetch, onClose }: MadeProps) {
  const { t } = useTranslation();
  const may = useMay();
  return (
    <Stack gap="sm">
      <Alert color="green" variant="light" role="status" title={t("claims.made", { name })}>
        {t(may("identity_reveal") ? "claims.madeText" : "claims.madeByOther")}
      </Alert>
      <ProblemAlert error={file.error} />
      <Group justify="flex-end">
        {may("identity_reveal") && (
          <Button
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
            loading={file.isPending}
            onClick={onFetch}
          >
            {t("claims.fileAgain")}
          </Button>
        )}
        <Button onClick={onClose}>{t("common.close")}</Button>
      </Group>
    </Stack>
  );
}
