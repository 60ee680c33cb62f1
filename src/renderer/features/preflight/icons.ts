import type { Check } from '../../../core/obs/preflight';
import type { IconName } from '../../ui/Icon';

/** Each state has its shape beside its colour and its word. */
export const iconOf: Readonly<Record<Check['state'], IconName>> = {
  ready: 'check-circle',
  warning: 'warn',
  problem: 'stop',
  checking: 'spinner',
  unknown: 'ring',
};
