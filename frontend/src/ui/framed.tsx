/** How does a table that isn't a list of things look? As the lists do. */
import type { ReactNode } from "react";
import classes from "./framed.module.css";

/** The frame around such a table. */
export function Framed({ children }: { children: ReactNode }) {
  return <div className={classes.frame}>{children}</div>;
}
