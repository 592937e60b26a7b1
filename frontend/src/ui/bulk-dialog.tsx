/** What will be done to all that are ticked, how far is it, and what became of each? */
import { Box, Button, Group, Progress, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ProblemError } from "@/api/problem.ts";
import { refusalWords } from "@/lib/field-words.ts";
import classes from "./bulk-dialog.module.css";
import { Dialog } from "./dialog.tsx";
import { type BulkAct, type BulkResult, useBulk } from "./use-bulk.ts";

type Props<Row> = {
  title: string;
  /** What it means, before it begins. */
  children: ReactNode;
  rows: Row[];
  rowKey: (row: Row) => string;
  rowLabel: (row: Row) => string;
  /** A figure of the row. */
  rowValue?: (row: Row) => string;
  act: BulkAct<Row>;
  /** The button, and what a row says when it is done. */
  go: string;
  done: string;
  /** A refusal that has words of its own here. */
  words?: (problem: ProblemError) => string | undefined;
  /** Called when the dialog is closed; `changed` when something was done. */
  onClose: (changed: boolean) => void;
};

/** The dialog: first what will be done, then what was. */
export function BulkDialog<Row>(props: Props<Row>) {
  const { rows, rowKey, rowValue } = props;
  const { t } = useTranslation();
  const { results, busy, run, stop } = useBulk(rowKey, props.act);
  const of = (state: BulkResult["state"]) => rows.filter((row) => results.get(rowKey(row))?.state === state);
  const begun = results.size > 0;
  const [done, failed, waiting] = [of("done"), of("failed"), of("waiting")];
  const left = [...failed, ...waiting];
  const words = (result: BulkResult): string =>
    result.state === "done"
      ? props.done
      : result.state === "failed"
        ? (props.words?.(result.problem) ?? refusalWords(t, result.problem))
        : t(`common.bulk.${result.state}`);
  const close = () => props.onClose(done.length > 0);
  return (
    <Dialog
      opened
      onClose={busy ? () => {} : close}
      size="lg"
      title={props.title}
      closeOnClickOutside={false}
    >
      <Stack gap="sm">
        {begun ? (
          <div>
            <Progress.Root size="lg">
              <Progress.Section
                value={(100 * done.length) / rows.length}
                color="green"
                aria-label={t("common.bulk.progress")}
              />
              <Progress.Section
                value={(100 * failed.length) / rows.length}
                color="red"
                aria-label={t("common.bulk.failed")}
              />
            </Progress.Root>
            <Text size="sm" mt={6} role="status">
              {t("common.bulk.soFar", { done: done.length, count: rows.length })}
              {failed.length > 0 && ` ${t("common.bulk.failedSoFar", { count: failed.length })}`}
            </Text>
          </div>
        ) : (
          props.children
        )}
        <Box component="ul" className={classes.results} tabIndex={0} aria-label={props.title}>
          {rows.map((row) => {
            const result = results.get(rowKey(row));
            return (
              <li key={rowKey(row)} data-state={result?.state}>
                <span className={classes.name}>{props.rowLabel(row)}</span>
                {rowValue && <span className="figures">{rowValue(row)}</span>}
                {result && <span className={classes.result}>{words(result)}</span>}
              </li>
            );
          })}
        </Box>
        <Group justify="flex-end">
          {busy && (
            <Button variant="default" onClick={stop}>
              {t("common.bulk.stop")}
            </Button>
          )}
          {begun && !busy && left.length > 0 && (
            <Button variant="default" onClick={() => run(left)}>
              {t("common.bulk.retry", { count: left.length })}
            </Button>
          )}
          {!busy && (
            <Button variant={begun ? "filled" : "default"} onClick={close}>
              {t(begun ? "common.close" : "common.cancel")}
            </Button>
          )}
          {(!begun || busy) && (
            <Button data-autofocus loading={busy} onClick={() => run(rows)}>
              {props.go}
            </Button>
          )}
        </Group>
      </Stack>
    </Dialog>
  );
}
