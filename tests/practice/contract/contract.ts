// Titles and expectations are the cases' own, where the linter cannot see them.
/* oxlint-disable vitest/valid-title, vitest/expect-expect */
import { describe, test as vitestTest } from 'vitest';
import { connectionCases } from './connection';
import { batchCases } from './batches';
import { inputCases } from './inputs';
import { itemCases } from './items';
import { outputCases } from './outputs';
import { pictureCases } from './pictures';
import { refusalCases } from './refusals';
import { replyCases } from './replies';
import { sceneCases } from './scenes';
import { type Cases, type Subject, onBench } from './subject';
import { takeCases } from './takes';
import { collectionCases } from './collections';

const groups: Readonly<Record<string, Cases>> = {
  connection: connectionCases,
  replies: replyCases,
  refusals: refusalCases,
  scenes: sceneCases,
  takes: takeCases,
  items: itemCases,
  inputs: inputCases,
  pictures: pictureCases,
  outputs: outputCases,
  batches: batchCases,
  collections: collectionCases,
};

/** Runs a case; a subject that can die by itself runs it again on a new one. */
export type Attempt = (run: () => Promise<void>) => Promise<void>;

/** The contract, to be run against any OBS: written once, measured on OBS 29.0.2. */
export function contract(subject: () => Subject, attempt: Attempt): void {
  for (const [name, cases] of Object.entries(groups)) {
    describe(name, () => {
      cases((title, run) => vitestTest(title, () => attempt(() => onBench(subject(), run))));
    });
  }
}

/** The part of it that depends on what lies around OBS: a driver, a server. */
export function outputsContract(subject: () => Subject): void {
  describe('outputs, where there is everything', () => {
    outputCases((title, run) => vitestTest(title, () => onBench(subject(), run)));
  });
}
