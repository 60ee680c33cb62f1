import { describe, expect, it } from 'vitest';
import { failures, totals } from '../../../scripts/test/totals.mjs';

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((test) => ({ status: test })),
});

const report = (
  numbers: Partial<Record<'passed' | 'failed' | 'pending' | 'todo', number>>,
  ...files: ReturnType<typeof file>[]
) => ({
  numPassedTests: numbers.passed ?? 0,
  numFailedTests: numbers.failed ?? 0,
  numPendingTests: numbers.pending ?? 0,
  numTodoTests: numbers.todo ?? 0,
  testResults: files,
});

describe('the totals of a suite', () => {
  it('are what ran', () => {
    const all = report(
      { passed: 2, failed: 1, pending: 1, todo: 1 },
      file('failed', 'passed', 'failed'),
      file('passed', 'passed'),
    );
    expect(totals(all, 1)).toEqual({ passed: 2, failed: 1, skipped: 2, note: '' });
  });

  it('count a file that broke before its first test as failed', () => {
    expect(totals(report({ passed: 1 }, file('passed', 'passed'), file('failed')), 1)).toMatchObject({
      passed: 1,
      failed: 1,
    });
  });

  it('count a file whose set-up broke, so that its tests were skipped, as failed', () => {
    expect(totals(report({ pending: 3 }, file('failed', 'skipped', 'skipped', 'skipped')), 1)).toMatchObject({
      failed: 1,
      skipped: 3,
    });
  });

  it('count an error outside of any test as failed, and say so', () => {
    const { failed, note } = totals(report({ passed: 1 }, file('passed', 'passed')), 1);
    expect(failed).toBe(1);
    expect(note).toContain('outside of any test');
  });
});

describe('what failed', () => {
  const test = (fullName: string, status: string, ...failureMessages: string[]) => ({
    fullName,
    status,
    failureMessages,
  });

  it('is named with where and why', () => {
    const assertionResults = [test('GO takes', 'passed'), test('GO waits', 'failed', 'expected 1 to be 2')];
    expect(
      failures({ testResults: [{ name: 'go.test.ts', status: 'failed', message: '', assertionResults }] }),
    ).toEqual(['go.test.ts > GO waits\nexpected 1 to be 2']);
  });

  it('is the file where it broke before its first test', () => {
    const broken = { name: 'go.test.ts', status: 'failed', message: 'no such module', assertionResults: [] };
    expect(failures({ testResults: [broken] })).toEqual(['go.test.ts\nno such module']);
  });

  it('is cut where it is long', () => {
    const assertionResults = [test('GO takes', 'failed', 'line\n'.repeat(500))];
    const [said] = failures({
      testResults: [{ name: 'go.test.ts', status: 'failed', message: '', assertionResults }],
    });
    expect(said?.split('\n')).toHaveLength(32);
  });
});
