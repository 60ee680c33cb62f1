import { useCallback } from 'react';
import type { Edit } from '../../../core/show/edit';
import { useClient } from '../../client/react';
import { refusalText } from '../../ui/RefusalLine';

/** Makes an edit; what comes back is why not, in words, or `null`. */
export type MakeEdit = (edit: Edit) => Promise<string | null>;

export function useEdit(): MakeEdit {
  const client = useClient();
  return useCallback(
    async (edit) => {
      const reply = await client.call('edit', { edit });
      return reply.ok ? null : refusalText(reply.refusal);
    },
    [client],
  );
}
