import { useCallback } from 'react';
import { speakerOf } from '../../../core/captions/policy';
import { useSession } from '../../client/react';
import type { NameOf } from './cueText';

/** A person's name, of those on air as they were taken. */
export function useNameOf(): NameOf {
  const show = useSession((session) => session.show);
  const run = useSession((session) => session.run);
  return useCallback((id) => speakerOf(show, run, id)?.name ?? '', [show, run]);
}
