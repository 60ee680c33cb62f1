/**
 * What a vitest run came to. Its own numbers leave out files that failed before any of their tests ran and errors
 * outside of tests: both are failures here, so that "0 failed" is never said of a run that did not pass.
 * @param {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number,
 *   testResults: readonly { status: string, assertionResults: readonly { status: string }[] }[] }} report
 *   what vitest's JSON reporter wrote
 * @param {number} code the exit code of the run
 */
export function totals(report, code) {
  const passed = report.numPassedTests;
  const skipped = report.numPendingTests + report.numTodoTests;
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  ).length;
  const counted = report.numFailedTests + brokenFiles;
  const failed = counted === 0 && code !== 0 ? 1 : counted;
  const note = failed > counted ? `the runner ended with ${code}: an error outside of any test` : '';
  return { passed, failed, skipped, note };
}

/** How much of a failure is said again at the end of the run, in lines. */
const linesOfFailure = 30;

/**
 * What failed, with where and why: said again beside the totals, since what a suite printed may be far above.
 * @param {{ testResults: readonly { name: string, status: string, message: string, assertionResults: readonly {
 *   fullName: string, status: string, failureMessages: readonly string[] }[] }[] }} report
 *   what vitest's JSON reporter wrote
 */
export function failures(report) {
  return report.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed');
    if (failed.length === 0 && status === 'failed') return [`${name}\n${shortened(message)}`];
    return failed.map(
      ({ fullName, failureMessages }) => `${name} > ${fullName}\n${shortened(failureMessages.join('\n'))}`,
    );
  });
}

function shortened(text) {
  const lines = text.split('\n');
  return lines.length <= linesOfFailure ? text : [...lines.slice(0, linesOfFailure), '…'].join('\n');
}
