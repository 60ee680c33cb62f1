/** The keys of all sentences in `Words`; of `some_one` and `some_other` it is `some`, asked for with a `count`. */
export type KeysOf<Words> = {
  [Name in keyof Words & string]: Words[Name] extends string
    ? Name extends `${infer Some}_${'one' | 'other'}`
      ? Some
      : Name
    : `${Name}.${KeysOf<Words[Name]>}`;
}[keyof Words & string];
