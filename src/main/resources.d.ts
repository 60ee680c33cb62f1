/** A file of `resources/` as text, bundled in. */
declare module '*.lectern?raw' {
  const text: string;
  export default text;
}

declare module '*.meters.json?raw' {
  const text: string;
  export default text;
}
