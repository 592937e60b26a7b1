/** What has the tax agency decided? Its file is dropped here; a refusal says where in it, what is wrong and what to do. */
import { Alert, List, Text } from "@mantine/core";
import IconAlertTriangle from "@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client.ts";
import type { ProblemError } from "@/api/problem.ts";
import { base64 } from "@/lib/base64.ts";
import { fieldWords } from "@/lib/field-words.ts";
import { FileDrop } from "@/ui/file-drop.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { kronor } from "./kronor.ts";
import { useDecisionFile } from "./queries.ts";

const FAULTS: readonly string[] = [
  "invalid",
  "file_unknown",
  "file_too_large",
  "file_foreign",
  "file_decision",
] satisfies Fault[];
type Fault = "invalid" | "file_unknown" | "file_too_large" | "file_foreign" | "file_decision";

/** The place for the file, and what it brought. */
export function DecisionDrop() {
  const { t } = useTranslation();
  const bring = useDecisionFile();
  const [name, setName] = useState("");
  const take = async (file: File) => {
    setName(file.name);
    bring.mutate({ file_name: file.name.slice(0, 200), content: await base64(file) });
  };
  return (
    <>
      <FileDrop
        label={t("claims.decisionFile")}
        fieldLabel={t("claims.decisionFile")}
        prompt={t("claims.dropHere")}
        choose={t("claims.chooseFile")}
        accept=".json,application/json"
        busy={bring.isPending}
        onFile={take}
      />
      {bring.error && <Refusal name={name} problem={bring.error} />}
      {bring.data && <Brought result={bring.data} />}
    </>
  );
}

function Refusal({ name, problem }: { name: string; problem: ProblemError }) {
  const { t } = useTranslation();
  const error = problem.errors.find(({ pointer }) => pointer === "/content");
  if (!error) return <ProblemAlert error={problem} />;
  const { claim, buyer } = error.params;
  const place =
    claim === undefined
      ? ""
      : buyer === undefined
        ? t("claims.atClaim", { claim: Number(claim) })
        : t("claims.atBuyer", { claim: Number(claim), buyer: Number(buyer) });
  return (
    <Alert
      role="alert"
      color="red"
      variant="light"
      icon={<IconAlertTriangle />}
      title={t("claims.refused", { name })}
    >
      {place} {FAULTS.includes(error.code) ? t(`claims.fault.${error.code as Fault}`) : fieldWords(t, error)}{" "}
      {t("claims.nothingChanged")}
    </Alert>
  );
}

function Brought({ result }: { result: Schema<"DeductionDecision"> }) {
  const { t } = useTranslation();
  if (result.already_imported)
    return (
      <Alert color="blue" variant="light" role="status">
        {t("claims.alreadyImported")}
      </Alert>
    );
  return (
    <Alert
      color={result.refused_kr > 0 ? "orange" : "green"}
      variant="light"
      role="status"
      title={t("claims.decided", {
        count: result.case_count,
        approved: kronor(result.approved_kr),
        refused: kronor(result.refused_kr),
      })}
    >
      <List size="sm">
        {result.rows
          .filter((row) => row.approved_kr < row.asked_kr)
          .map((row) => (
            <List.Item key={row.case_id}>
              <Link to="/skatteavdrag/$caseId" params={{ caseId: row.case_id }}>
                {t("claims.row", { name: row.name, number: row.invoice_number })}
              </Link>{" "}
              {t("claims.approvedOf", { approved: kronor(row.approved_kr), asked: kronor(row.asked_kr) })}
            </List.Item>
          ))}
      </List>
      {result.foreign_claims.length > 0 && (
        <Text size="sm">{t("claims.foreign", { names: result.foreign_claims.join(", ") })}</Text>
      )}
    </Alert>
  );
}
