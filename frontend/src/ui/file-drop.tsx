/** Where is a file dropped or chosen? */
import { Button, Text } from "@mantine/core";
import IconFileImport from "@tabler/icons-react/dist/esm/icons/IconFileImport.mjs";
import { type DragEvent, useRef, useState } from "react";
import classes from "./file-drop.module.css";

type Props = {
  /** What the place is for, to those who don't see it. */
  label: string;
  /** What the hidden field is for. */
  fieldLabel: string;
  /** What to do. */
  prompt: string;
  /** The button. */
  choose: string;
  /** Which files can be chosen. */
  accept: string;
  /** What files are understood, below. */
  note?: string;
  /** A file is on its way: no other one is taken. */
  busy: boolean;
  /** Whether the button is what the page is for. */
  primary?: boolean;
  onFile: (file: File) => void;
};

/** The place for one file at a time. */
export function FileDrop({
  label,
  fieldLabel,
  prompt,
  choose,
  accept,
  note,
  busy,
  primary = false,
  onFile,
}: Props) {
  const field = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = (file: File | undefined) => {
    if (file && !busy) onFile(file);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  return (
    <section
      className={classes.drop}
      data-over={over || undefined}
      aria-label={label}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Text size="sm">{prompt}</Text>
      <Button
        variant={primary ? "filled" : "default"}
        leftSection={<IconFileImport size={18} aria-hidden />}
        loading={busy}
        onClick={() => field.current?.click()}
      >
        {choose}
      </Button>
      <input
        ref={field}
        type="file"
        hidden
        aria-label={fieldLabel}
        accept={accept}
        onChange={(event) => {
          take(event.currentTarget.files?.[0]);
          event.currentTarget.value = "";
        }}
      />
      {note && (
        <Text size="sm" c="dimmed" w="100%">
          {note}
        </Text>
      )}
    </section>
  );
}
