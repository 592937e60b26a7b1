/** How does a button lead to another page? As a true link with a checked address. */
import { Button, type ButtonProps } from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import type { AnchorHTMLAttributes, Ref } from "react";

type Props = ButtonProps &
  Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof ButtonProps> & {
    ref?: Ref<HTMLAnchorElement>;
    /** The key `C` presses it. */
    "data-create"?: boolean;
  };

/** A link that looks like a button. */
export const LinkButton = createLink((props: Props) => <Button component="a" {...props} />);
