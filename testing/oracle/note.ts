/** Hears what the law was made to do, so that a trial can tell what it reached. */
export type Note = (what: string) => void;
