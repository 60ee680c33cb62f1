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
