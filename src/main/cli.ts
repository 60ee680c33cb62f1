import { check } from './check';

/** Lectern in a terminal, without a console: `check` so far. */
void check(process.argv.slice(2), process.env).then(({ exit, text }) => {
  // What was found is the answer, also where it is JSON; why there is none is not.
  if (exit === 2 && !text.startsWith('{')) console.error(text);
  else console.log(text);
  process.exitCode = exit;
});
