/** How are hours typed into a cell? Kept on Enter or when it is left, taken back by Esc, moved between by arrows. */
import { ActionIcon, UnstyledButton } from "@mantine/core";
import IconNote from "@tabler/icons-react/dist/esm/icons/IconNote.mjs";
import IconPencil from "@tabler/icons-react/dist/esm/icons/IconPencil.mjs";
import { type KeyboardEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { showHours } from "@/lib/duration.ts";
import { moveBy, type Place, type TimeEntry } from "./grid.ts";
import classes from "./time.module.css";
import type { Unsaved } from "./use-cells.ts";

type Props = {
  place: Place;
  /** How many rows and days there are. */
  size: { rows: number; days: number };
  entries: TimeEntry[];
  unsaved: Unsaved | undefined;
  /** Row and day in words. */
  name: { row: string; day: string };
  /** The day is too far ahead. */
  closed: boolean;
  onCommit: (text: string) => void;
  onRetry: () => void;
  onDrop: () => void;
  onMove: (place: Place) => void;
  onDetails: () => void;
};

/** A cell with one entry or none. */
export function HoursCell(props: Props) {
  const { place, size, entries, unsaved, name, onMove } = props;
  const { t } = useTranslation();
  const [typing, setTyping] = useState<string | null>(null);
  const [entry] = entries;
  const resting = unsaved?.text ?? (entry ? showHours(entry.minutes) : "");
  // Beside the state: Enter moves the focus, and leaving the cell mustn't keep the same text twice.
  const written = useRef<string | null>(null);
  const write = (text: string | null) => {
    written.current = text;
    setTyping(text);
  };
  const commit = () => {
    const text = written.current;
    write(null);
    if (text !== null && text.trim() !== resting) props.onCommit(text);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const { selectionStart, selectionEnd, value } = event.currentTarget;
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape") {
      write(null);
      if (unsaved?.state === "failed") props.onDrop();
      return;
    }
    if (event.key === "F2") {
      event.preventDefault();
      commit();
      props.onDetails();
      return;
    }
    if (event.shiftKey || event.altKey) return;
    const caret = { start: selectionStart ?? 0, end: selectionEnd ?? 0, length: value.length };
    const next = moveBy(event.key, place, size.rows, size.days, caret);
    if (event.key === "Enter") {
      if (typing === null && unsaved?.state === "failed") props.onRetry();
      commit();
    }
    if (next) {
      event.preventDefault();
      onMove(next);
    }
  };
  return (
    <div className={classes.cell} data-state={unsaved?.state}>
      <input
        className={classes.hours}
        data-cell={`${place.row}-${place.day}`}
        aria-label={t("time.cell", name)}
        aria-invalid={unsaved?.state === "failed" || undefined}
        aria-describedby={unsaved?.state === "failed" ? "unsaved-time" : undefined}
        autoComplete="off"
        inputMode="text"
        enterKeyHint="next"
        disabled={props.closed}
        value={typing ?? resting}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => write(event.currentTarget.value)}
        onBlur={commit}
        onKeyDown={onKeyDown}
      />
      {!props.closed && (
        <ActionIcon
          className={classes.details}
          data-note={Boolean(entry?.note) || undefined}
          variant="transparent"
          color="gray"
          size={22}
          tabIndex={-1}
          aria-label={t("time.details", name)}
          onClick={props.onDetails}
        >
          {entry?.note ? <IconNote size={15} /> : <IconPencil size={14} />}
        </ActionIcon>
      )}
    </div>
  );
}

type SeveralProps = { minutes: number; name: { row: string; day: string }; onDetails: () => void };

/** A cell with several entries, or one that can't be changed: its sum leads to them. */
export function SumCell({ minutes, name, onDetails }: SeveralProps) {
  const { t } = useTranslation();
  return (
    <UnstyledButton
      className={classes.several}
      aria-label={t("time.several", { ...name, hours: showHours(minutes) })}
      onClick={onDetails}
    >
      {showHours(minutes)}
    </UnstyledButton>
  );
}
